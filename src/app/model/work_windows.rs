//! What the model says of the windows of the person's own work.

use super::Model;
use super::list_menu::{ListMenu, ListMenuRow};
use super::overlay::Overlay;
use super::remark_editor::RemarkEditor;
use super::work_menu::WorkMenu;
use crate::app::focus::Focus;
use crate::wording::list_text;

impl Model {
    /// True where the keys of a review work: one is open, and its products are before the person.
    pub fn is_reviewing(&self) -> bool {
        let has_products = match self.focus {
            Focus::List => self.is_stale() || self.total() > 0,
            Focus::Detail => true,
            Focus::Input | Focus::Facets | Focus::Stats => false,
        };
        has_products && self.work.open.is_some() && self.overlay.is_none()
    }

    /// The menu of reviews, while it is open.
    pub const fn work_menu(&self) -> Option<&WorkMenu> {
        match &self.overlay {
            Some(Overlay::WorkMenu(menu)) => Some(menu),
            _ => None,
        }
    }

    /// The menu of product lists, while it is open.
    pub const fn list_menu(&self) -> Option<&ListMenu> {
        match &self.overlay {
            Some(Overlay::ListMenu(menu)) => Some(menu),
            _ => None,
        }
    }

    /// The rows of the menu of product lists; none while it is closed.
    pub fn list_menu_rows(&self) -> Vec<ListMenuRow> {
        let stock_name = |stock| list_text::stock_name(&self.locale, stock).to_owned();
        let menu = self.list_menu();
        menu.map_or_else(Vec::new, |menu| menu.rows(&self.work, stock_name))
    }

    /// The line that takes a remark, while it is open.
    pub const fn remark_editor(&self) -> Option<&RemarkEditor> {
        match &self.overlay {
            Some(Overlay::RemarkEditor(editor)) => Some(editor),
            _ => None,
        }
    }
}
