namespace NetFabric.Ovsdb;

/// <summary>What a port does with VLAN tags (column <c>vlan_mode</c>).</summary>
public enum OvsVlanMode
{
    /// <summary>Untagged frames only, all in the VLAN of the tag (<c>access</c>).</summary>
    Access,

    /// <summary>Tagged frames of the trunks; untagged ones are VLAN 0 (<c>trunk</c>).</summary>
    Trunk,

    /// <summary>A trunk whose untagged frames belong to the tag's VLAN and leave tagged (<c>native-tagged</c>).</summary>
    NativeTagged,

    /// <summary>A trunk whose tag's VLAN enters and leaves untagged (<c>native-untagged</c>).</summary>
    NativeUntagged,

    /// <summary>Every frame gets the tag as an outer 802.1ad tag (<c>dot1q-tunnel</c>).</summary>
    Dot1qTunnel,
}
