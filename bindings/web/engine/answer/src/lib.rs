//! The module for those who ask: situations, guidance and interviews.

demeanor_web::module!(demeanor_web::answer);
