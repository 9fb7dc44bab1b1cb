namespace NetFabric.Ovsdb;

/// <summary>What a bridge does without a controller (column <c>fail_mode</c>).</summary>
public enum OvsFailMode
{
    /// <summary>Forward as a MAC-learning switch (<c>standalone</c>); the same as an empty column.</summary>
    Standalone,

    /// <summary>Drop everything until somebody installs flows (<c>secure</c>).</summary>
    Secure,
}
