//! Texts of which characters were lost on the way: read in another encoding, or out of a font of one program.

/// What of a text was lost, and what to do about it.
pub(super) fn garbled(text: &str) -> Option<(String, &'static str)> {
    if text.is_ascii() {
        return None;
    }
    let lost = text.contains('\u{fffd}').then(|| {
        let message = "this text holds a character that was lost, U+FFFD".to_owned();
        (message, "write it again: it was lost when the text was saved in another encoding")
    });
    lost.or_else(|| own_symbol(text)).or_else(|| read_wrongly(text))
}

/// A character for private use, such as the bullets of a word processor.
fn own_symbol(text: &str) -> Option<(String, &'static str)> {
    let symbol = text.chars().find(|character| ('\u{e000}'..='\u{f8ff}').contains(character))?;
    let message = format!("this text holds a symbol of one program's own, U+{:04X}", u32::from(symbol));
    Some((message, "write another in its place: elsewhere nobody sees it"))
}

/// UTF-8 that was read as if each byte were a character.
fn read_wrongly(text: &str) -> Option<(String, &'static str)> {
    let help = "write it again: the text was read in the wrong encoding";
    if let Some(at) = text.find("â€") {
        let shown: String = text.get(at..)?.chars().take(3).collect();
        return Some((format!("`{}` stands here for a dash or a quote", shown.trim()), help));
    }
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut misread =
        pairs.filter(|(first, second)| matches!(first, 'Â' | 'Ã') && ('\u{80}'..='\u{bf}').contains(second));
    let (first, second) = misread.next()?;
    let lead = if first == 'Ã' { 0xc0 } else { 0x80 };
    let byte = u8::try_from(u32::from(second)).ok();
    let meant = byte.and_then(|byte| char::from_u32(lead | u32::from(byte) & 0x3f));
    let meant = meant.filter(|meant| !meant.is_control() && !meant.is_whitespace());
    let meant = meant.map_or_else(|| "another character".to_owned(), |meant| format!("`{meant}`"));
    let shown: String =
        [first, second].into_iter().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    Some((format!("`{shown}` stands here for {meant}"), help))
}
