//! Which rules can take the place of others: so that none overrides itself, and none what it may not.

use crate::oracle::json::{id, list, text};
use serde_json::Value;

/// The authorities, highest first.
const AUTHORITIES: [&str; 4] = ["law", "ethics_code", "clinic_policy", "guidance"];

/// Rules with their layers.
pub struct Places<'a> {
    pub rules: Vec<(usize, &'a Value)>,
}

impl<'a> Places<'a> {
    /// Whether no rule comes back to itself, whichever of them are left out, and none overrides what it may not.
    pub fn are_sound(&self) -> bool {
        let named = |rule: &'a Value| list(rule, "overrides").iter().filter_map(Value::as_str);
        let mut rules = self.rules.iter();
        rules.all(|(layer, rule)| {
            named(rule).all(|name| self.is_within_authority(*layer, rule, name))
                && !self.reaches(&mut vec![id(rule)], id(rule))
        })
    }

    /// Whether a rule of a layer may override what a name means there. What passes on to a rule of a layer above may stay.
    pub fn is_within_authority(&self, layer: usize, rule: &Value, name: &str) -> bool {
        let rank = |rule: &Value| AUTHORITIES.iter().position(|each| *each == text(rule, "authority"));
        let meant = self.meant(name);
        meant.iter().skip(1).all(|(above, other)| *above > layer || rank(other) >= rank(rule))
    }

    /// The rule of a name, the one that takes its place, and so on.
    fn meant(&self, name: &str) -> Vec<(usize, &'a Value)> {
        let mut meant: Vec<(usize, &Value)> =
            self.rules.iter().copied().filter(|(_, rule)| id(rule) == name).collect();
        while let Some(next) = meant
            .last()
            .and_then(|(_, last)| self.rules.iter().copied().find(|(_, rule)| rule["replaces"] == last["id"]))
        {
            meant.push(next);
        }
        meant
    }

    /// Whether a rule sets this one aside again, straight or through others.
    fn reaches(&self, seen: &mut Vec<&'a str>, target: &str) -> bool {
        let here = seen.last().copied().unwrap_or_default();
        let Some((_, rule)) = self.rules.iter().find(|(_, rule)| id(rule) == here) else { return false };
        let overridden = list(rule, "overrides").iter().filter_map(Value::as_str);
        let meant = overridden.flat_map(|name| self.meant(name)).map(|(_, other)| id(other));
        for next in meant.filter(|next| *next != here) {
            if next == target {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
                if self.reaches(seen, target) {
                    return true;
                }
            }
        }
        false
    }
}
