namespace NetFabric.Ovsdb;

/// <summary>LACP on a bond (column <c>lacp</c>).</summary>
public enum OvsLacp
{
    /// <summary>No LACP (<c>off</c>); the same as an empty column.</summary>
    Off,

    /// <summary>Start the negotiation (<c>active</c>).</summary>
    Active,

    /// <summary>Answer only (<c>passive</c>).</summary>
    Passive,
}
