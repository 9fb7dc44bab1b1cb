namespace NetFabric.TestBed;

/// <summary>A node of a <see cref="PhysicalRig"/>: a namespace with its wires and, unless the rig is plain, its own Open vSwitch.</summary>
/// <param name="Number">1, 2, ...; the last byte of the node's plane addresses.</param>
/// <param name="Directory">Where the node's OVS sockets and logs are; a test may put state of its own there.</param>
public sealed record RigNode(int Number, TestNamespace Namespace, string Directory)
{
    public string Name => $"node{Number}";

    /// <summary>ovsdb-server's socket file.</summary>
    public string OvsdbSocket => Path.Combine(Directory, "db.sock");

    /// <summary>As OVS writes it, <c>unix:PATH</c>.</summary>
    public string OvsdbEndpoint => "unix:" + OvsdbSocket;

    /// <summary>ovs-vswitchd's control socket, for <c>ovs-appctl -t</c>.</summary>
    public string VswitchdControl => Path.Combine(Directory, "vswitchd.ctl");

    /// <summary>The node's two NICs.</summary>
    public static IReadOnlyList<string> Nics { get; } = ["ens5f0np0", "ens7f0np0"];

    public string ControlAddress => $"172.16.0.{Number}";

    public string ManagementAddress => $"172.17.0.{Number}";

    public string BusinessAddress => $"10.186.152.{Number}";

    public string Vsctl(params IEnumerable<string> arguments) =>
        Tool.Run("ovs-vsctl", ["--timeout=20", "--db=" + OvsdbEndpoint, .. arguments]).Expect().Output;

    public string Appctl(params IEnumerable<string> arguments) =>
        Tool.Run("ovs-appctl", ["--timeout=20", "-t", VswitchdControl, .. arguments]).Expect().Output;
}
