namespace NetFabric.Ovsdb;

/// <summary>What an <see cref="OvsdbMutation"/> does. Arithmetic works on each element of a set of numbers.</summary>
public enum OvsdbMutator
{
    /// <summary><c>+=</c></summary>
    Add,

    /// <summary><c>-=</c></summary>
    Subtract,

    /// <summary><c>*=</c></summary>
    Multiply,

    /// <summary><c>/=</c></summary>
    Divide,

    /// <summary><c>%=</c>, on integers.</summary>
    Modulo,

    /// <summary><c>insert</c>: add elements or pairs. A key that exists keeps its value: delete it first to replace it.</summary>
    Insert,

    /// <summary><c>delete</c>: remove elements, keys (given as a set) or exactly matching pairs (given as a map).</summary>
    Delete,
}
