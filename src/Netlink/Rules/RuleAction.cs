namespace NetFabric.Netlink;

/// <summary>FR_ACT_*: what a rule does.</summary>
public enum RuleAction : byte
{
    /// <summary>In a request: the default, look up the table.</summary>
    Unspecified = 0,

    /// <summary>Looks up the table.</summary>
    ToTable = 1,

    /// <summary>Jumps to another rule.</summary>
    Goto = 2,

    /// <summary>Does nothing.</summary>
    Nop = 3,

    /// <summary>Drops silently.</summary>
    Blackhole = 6,

    /// <summary>Drops, network unreachable.</summary>
    Unreachable = 7,

    /// <summary>Drops, prohibited.</summary>
    Prohibit = 8,
}
