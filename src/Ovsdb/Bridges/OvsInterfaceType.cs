namespace NetFabric.Ovsdb;

/// <summary>Names of the interface types that are usual; <see cref="OvsInterface.Type"/> takes any text the server knows.</summary>
public static class OvsInterfaceType
{
    /// <summary>A network device that exists in the network namespace of ovs-vswitchd.</summary>
    public const string System = "";

    /// <summary>A device that ovs-vswitchd makes and that hosts an address of the node.</summary>
    public const string Internal = "internal";

    /// <summary>One end of a cable between two bridges; option <c>peer</c> names the other.</summary>
    public const string Patch = "patch";

    /// <summary>A TAP device.</summary>
    public const string Tap = "tap";

    /// <summary>A VXLAN tunnel; options <c>remote_ip</c> and <c>key</c>.</summary>
    public const string Vxlan = "vxlan";

    /// <summary>A Geneve tunnel; options <c>remote_ip</c> and <c>key</c>.</summary>
    public const string Geneve = "geneve";

    /// <summary>A GRE tunnel; option <c>remote_ip</c>.</summary>
    public const string Gre = "gre";
}
