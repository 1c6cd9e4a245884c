//! Entities: `u32` newtypes that name blocks, values, instructions and what lies outside.
//!
//! The text of an entity is its `Display`, so a dump and an assertion message agree. Maps keyed by
//! entities are dense.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A key of an [`EntityMap`].
pub trait Entity: Copy + Eq + fmt::Display {
    /// The entity with this number.
    fn new(index: usize) -> Self;
    /// Its number.
    fn index(self) -> usize;
}

macro_rules! entities {
    ($($(#[doc = $doc:literal])+ $name:ident $prefix:literal;)*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Entity for $name {
            fn new(index: usize) -> $name {
                $name(u32::try_from(index).expect("fewer than 2^32 entities"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )*};
}

entities! {
    /// A basic block.
    Block "b";
    /// An SSA value.
    Value "v";
    /// An instruction; never printed in dumps, its position is its name there.
    Inst "i";
    /// A frame state.
    State "state";
    /// A class outside the function.
    ClassRef "class";
    /// A field outside the function.
    FieldRef "field";
    /// A method outside the function.
    MethodRef "method";
    /// A constant object outside the function.
    ObjectRef "object";
}

/// A dense map: entities are handed out by [`EntityMap::push`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityMap<K, V> {
    elements: Vec<V>,
    keys: PhantomData<fn(K)>,
}

impl<K: Entity, V> EntityMap<K, V> {
    /// An empty map.
    pub const fn new() -> EntityMap<K, V> {
        EntityMap {
            elements: Vec::new(),
            keys: PhantomData,
        }
    }

    /// Adds an element and returns its key.
    pub fn push(&mut self, element: V) -> K {
        let key = K::new(self.elements.len());
        self.elements.push(element);
        key
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The element, if the key is one of this map.
    pub fn get(&self, key: K) -> Option<&V> {
        self.elements.get(key.index())
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = K> + use<K, V> {
        (0..self.elements.len()).map(K::new)
    }

    /// Makes the map as long as another one that begins like it.
    pub fn adopt(&mut self, longer: &EntityMap<K, V>)
    where
        V: Clone,
    {
        let rest = longer.elements.get(self.elements.len()..);
        self.elements.extend_from_slice(rest.unwrap_or_default());
    }

    /// Keys and elements.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        self.elements
            .iter()
            .enumerate()
            .map(|(index, element)| (K::new(index), element))
    }

    /// The elements, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.elements.iter_mut()
    }
}

impl<K: Entity, V> Default for EntityMap<K, V> {
    fn default() -> Self {
        EntityMap::new()
    }
}

impl<K: Entity, V> Index<K> for EntityMap<K, V> {
    type Output = V;
    fn index(&self, key: K) -> &V {
        &self.elements[key.index()]
    }
}

impl<K: Entity, V> IndexMut<K> for EntityMap<K, V> {
    fn index_mut(&mut self, key: K) -> &mut V {
        &mut self.elements[key.index()]
    }
}

/// A dense map with a default for keys that were never set: facts that a pass computes.
#[derive(Clone, Debug)]
pub struct SideMap<K, V> {
    elements: Vec<V>,
    default: V,
    keys: PhantomData<fn(K)>,
}

impl<K: Entity, V: Clone> SideMap<K, V> {
    /// A map in which every key has the value `default`.
    pub fn new(default: V) -> SideMap<K, V> {
        SideMap {
            elements: Vec::new(),
            default,
            keys: PhantomData,
        }
    }
}

impl<K: Entity, V> Index<K> for SideMap<K, V> {
    type Output = V;
    fn index(&self, key: K) -> &V {
        self.elements.get(key.index()).unwrap_or(&self.default)
    }
}

impl<K: Entity, V: Clone> IndexMut<K> for SideMap<K, V> {
    fn index_mut(&mut self, key: K) -> &mut V {
        if key.index() >= self.elements.len() {
            self.elements.resize(key.index() + 1, self.default.clone());
        }
        &mut self.elements[key.index()]
    }
}
