//! What a house puts in place of what ships, old beside new: in the check, in a comparison and in the handbook.

use crate::harness::{Scratch, answer, assert_all, json};
use std::fs;

const HOUSE: &str = "examples/demeanor/tests/cli/house.json";

#[test]
fn the_check_shows_old_beside_new() {
    let told = answer(&["check", HOUSE]);
    let parts = [
        "What House rules puts in place of rules below\n\n- Several in one room  [several-in-this-house]\n",
        "    In place of   Several clients together  [several-clients]\n    Below         demands at least moderate, where\n",
        "                  because: What you feel for one, another may take as being left out.\n",
        "    Here          demands at least moderate, where\n                    several clients\n",
        "                  because: Our rooms are small.\n    Set aside by  everyday-warmth, it-was-taken-well\n",
    ];
    assert_all(&told, &parts, &"check");
    let anew = [
        "- the action `write_one_clear_sentence`: Nothing else is safe to write in.\n",
        "    Below         Write one clear sentence about it, and ask how it reads to them.\n",
        "    Here          Write one clear sentence in our messenger, and ask how it reads to them.\n",
    ];
    assert_all(&told, &anew, &"check");
    let withdrawn = [
        "- the withdrawal of the action `thank_and_turn_back_next`: What is said on the day is enough.\n    Gives         `thank_and_turn_back_next` is no longer advised, not `must`",
        "Actions below that House rules withdraws\n\n- the action `thank_and_turn_back_next`: We say it on the day, or not at all.\n    Below         Say next time that you are looked after",
    ];
    assert_all(&told, &withdrawn, &"check");
    let refined = [
        "Finer options that House rules adds to facts below\n\n- Age of the client  [client.age_band]: Students are most of whom we see.\n",
        "    Also has      18 or over, a student (like 18 or over)  [student]\n",
    ];
    assert_all(&told, &refined, &"check");
    let covers = [
        "Advice below that House rules only names beside its own, where both are advised\n\n- the action `keep_it_to_a_word`: Keep it to a word, as the walls are thin.\n",
        "    Covers        Keep it small, and come back to the client.  [keep_it_small]\n",
    ];
    assert_all(&told, &covers, &"check");
    let data = json(&answer(&["check", HOUSE, "--format", "json"]));
    let replaced = data.pointer("/layers/0/replaces/0").expect("it is told");
    assert_eq!(replaced["before"]["rule"], "several-clients");
    assert_eq!(replaced["after"]["replaces"], "several-clients");
    assert_eq!(data["layers"][0]["relaxes"][0]["action"], "thank_and_turn_back_next");
    assert_eq!(data["layers"][0]["withdraws_actions"][0]["action"], "thank_and_turn_back_next");
    assert_eq!(data["layers"][0]["refines"][0]["options"][0]["like"], "adult");
    assert_eq!(data["layers"][0]["reworded_actions"][0]["action"], "write_one_clear_sentence");
    assert_eq!(data["layers"][0]["covers"][0]["covers"][0]["action"], "keep_it_small");
}

#[test]
fn a_comparison_shows_old_beside_new() {
    let parts = [
        "rule `several-clients`: is gone: `several-in-this-house` takes its place",
        "was:  Several clients together: demands at least moderate, where several clients; weighty. What you feel",
        "is:   Several in one room: demands at least moderate; should: Keep it small, and come back to the client; should: Keep it to a word, as the walls are thin, where several clients; weighty. Our rooms are small.",
        "rule `several-in-this-house`: is new, in place of `several-clients`",
        "major action `thank_and_turn_back_next`: is withdrawn: no rule offers it any more",
        "was: Say next time that you are looked after",
        "major action `write_one_clear_sentence`: is worded otherwise than in the layer that has it",
        "was: Write one clear sentence about it, and ask how it reads to them.",
        "is: Write one clear sentence in our messenger, and ask how it reads to them.",
        "minor option `client.age_band: student`: is new, and read by the layers below as `adult`",
        "is: 18 or over, a student (like 18 or over). Students are most of whom we see.",
    ];
    let told = answer(&["compare", "standard", HOUSE]);
    assert_all(&one_line(&told), &parts.map(one_line).each_ref().map(String::as_str), &"compare");
    let papers = answer(&["compare", "standard", HOUSE, "--format", "markdown"]);
    assert_all(
        &papers,
        &["takes its place; was: \"Several clients together: demands", "; is: \"Several in one room: "],
        &"papers",
    );
}

#[test]
fn the_handbook_shows_old_beside_new() {
    let scratch = Scratch::new();
    let path = scratch.path("handbook.md");
    answer(&["render", HOUSE, "--output", &path]);
    let book = one_line(&fs::read_to_string(path).expect("it is written"));
    let parts = [
        "**Rules below that others take the place of here**",
        "- Several clients together (`several-clients`) by [Several in one room]",
        "- before: demands at least *moderate*; What you feel for one, another may take as being left out. It applies where:",
        "- here: demands at least *moderate*; Our rooms are small. It applies where:",
        "It takes the place of `several-clients` of a layer below.",
        "**Actions below that no rule offers any more** - Say next time that you are looked after",
        "(`thank_and_turn_back_next`): We say it on the day, or not at all.",
        "- the withdrawal of the action `thank_and_turn_back_next`: What is said on the day is enough.",
        "**Actions below that are worded otherwise here**",
        "**Advice below that is only named beside its own, where both are advised**",
        "Keep it to a word, as the walls are thin. - covers: Keep it small, and come back to the client.",
        "**Facts below that have finer options here, which the rules below read as those that were there**",
        "also has 18 or over, a student (like 18 or over): Students are most of whom we see.",
        "Nothing else is safe to write in. - before: Write one clear sentence about it, and ask how it reads to them. - here: Write one clear sentence in our messenger,",
    ];
    assert_all(&book, &parts, &"render");
    let explained = answer(&["explain", "several-in-this-house", "--rules", HOUSE]);
    assert_all(
        &explained,
        &["Takes the place of\n  several-clients\n", "Is set aside by\n  everyday-warmth, it-was-taken-well"],
        &"explain",
    );
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
