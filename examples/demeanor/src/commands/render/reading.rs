//! How to read the rules: stances, what outweighs what, and the grades beside each rule.

use super::Book;
use super::page::{Page, text};
use demeanor::guidance::{Authority, Certainty, Strength};

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    write_stances(book, page);
    write_weighing(book, page);
    write_grades(page);
}

fn write_stances(book: &Book<'_>, page: &mut Page) {
    page.paragraph(
        "What to do with the feeling is said as one of five *stances*, from the laxest to the strictest:",
    );
    for sentence in book.guideline.stance_sentences() {
        let stance = sentence.stance;
        match &sentence.when {
            None => page.item(0, &format!("**{stance}:** {}", text(&sentence.text))),
            Some(when) => {
                page.item(0, &format!("**{stance}:** {} This is how it is said where", text(&sentence.text)));
                page.condition(1, when);
            }
        }
    }
}

fn write_weighing(book: &Book<'_>, page: &mut Page) {
    let otherwise = book.guideline.otherwise();
    page.paragraph(
        "A rule applies where everything listed under it holds. It may *permit* a stance, *demand* at least a stance, \
         or only add what is to be done. Demands outweigh permissions. A rule that sets another aside takes away what \
         that one says, wherever both apply. What is not known is never taken for *no*: a demand that applies counts \
         even while it is in doubt whether another rule sets it aside, and a permission has to be certain.",
    );
    if book.is_layered() {
        page.paragraph(
            "Several rule sets speak here, one laid over the other. What belongs to the lowest of them says nothing of \
             where it comes from; whatever belongs to one above it names it.",
        );
    }
    page.paragraph(&format!(
        "Where no rule permits anything the stance is *{}*. {}",
        otherwise.stance,
        text(&otherwise.because)
    ));
    if let Some(unknown) = book.guideline.while_unknown() {
        page.paragraph(&format!(
            "While something that matters for safety is not known, it is at least *{}*. {}",
            unknown.stance,
            text(&unknown.because)
        ));
    }
}

fn write_grades(page: &mut Page) {
    page.paragraph(
        "Beside each rule stands on whose word it rests, how strongly it recommends, and how certain the evidence is:",
    );
    let authorities = Authority::ALL.iter().map(|&authority| authority_in_words(authority));
    page.row("On whose word", &authorities.collect::<Vec<_>>().join("; "));
    let strengths = Strength::ALL.iter().map(|&strength| {
        let (name, meaning) = strength_in_words(strength);
        format!("*{name}*: {meaning}")
    });
    page.row("How strongly", &strengths.collect::<Vec<_>>().join("; "));
    let certainties = Certainty::ALL.iter().map(|&certainty| {
        let (name, meaning) = certainty_in_words(certainty);
        format!("*{name}*: {meaning}")
    });
    page.row("How certain", &certainties.collect::<Vec<_>>().join("; "));
}

pub(super) fn authority_in_words(authority: Authority) -> &'static str {
    match authority {
        Authority::Law => "law",
        Authority::EthicsCode => "a professional code of ethics",
        Authority::ClinicPolicy => "clinic policy",
        Authority::Guidance => "guidance",
    }
}

pub(super) fn strength_in_words(strength: Strength) -> (&'static str, &'static str) {
    match strength {
        Strength::Strong => ("strong recommendation", "nearly everyone should follow it"),
        Strength::Conditional => {
            ("conditional recommendation", "right for most, with good reasons to do otherwise")
        }
        Strength::Weak => ("weak recommendation", "a suggestion"),
        Strength::GoodPractice => {
            ("good practice", "plain good practice, for which evidence is not the question")
        }
    }
}

pub(super) fn certainty_in_words(certainty: Certainty) -> (&'static str, &'static str) {
    match certainty {
        Certainty::High => ("high certainty", "further research is unlikely to change it"),
        Certainty::Moderate => ("moderate certainty", "further research may change it"),
        Certainty::Low => ("low certainty", "further research is likely to change it"),
        Certainty::VeryLow => ("very low certainty", "little more than opinion"),
        Certainty::NotApplicable => ("no claim of evidence", "the rule does not rest on evidence of effect"),
    }
}
