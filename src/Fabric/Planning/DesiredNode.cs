using NetFabric.Fabric.Overlay;
using NetFabric.Fabric.Underlay;
using NetFabric.Fabric.Uplink;

namespace NetFabric.Fabric.Planning;

/// <summary>Specification to objects: a pure function, in the order in which the objects have to be made.</summary>
internal static class DesiredNode
{
    public static IReadOnlyList<FabricObject> From(NodeSpec node, string owner)
    {
        var objects = new List<FabricObject>();
        if (node.Uplink is UplinkSpec uplink)
            objects.AddRange(UplinkObjects.From(uplink, owner));
        if (node.Overlay is not null || node.Underlays.Count > 0)
            objects.Add(new SysctlObject("net/ipv4/ip_forward", "1", "S49 the node routes for its pods"));
        if (node.Overlay is OverlaySpec overlay)
            objects.AddRange(OverlayObjects.From(overlay, owner));
        foreach (UnderlaySpec underlay in node.Underlays)
            objects.AddRange(UnderlayObjects.From(underlay, owner));
        return objects;
    }
}
