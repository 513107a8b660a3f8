//! The module for those who write rules: everything that there is to ask.

mod rules;

demeanor_web::module!(rules::answer);
