namespace NetFabric.Netlink;

/// <summary>How often LACPDUs are asked for.</summary>
public enum LacpRate : byte
{
    /// <summary>Every 30 s. The kernel's default.</summary>
    Slow = 0,

    /// <summary>Every second.</summary>
    Fast = 1,
}
