namespace NetFabric.Ovsdb;

/// <summary>The three VLAN columns that an <see cref="OvsPort"/> stands for; a <see langword="null"/> value stays as it is.</summary>
internal sealed record VlanSetting(OvsdbValue Mode, OvsdbValue? Tag, OvsdbValue? Trunks)
{
    /// <summary>What to write, given the mode that is there; <see langword="null"/> if the port says nothing about VLANs.</summary>
    public static VlanSetting? Of(OvsPort port, string presentMode)
    {
        if (port.VlanMode is null && port.Tag is null && port.Trunks is null)
            return null;
        OvsVlanMode mode = port.VlanMode ?? (port.Tag is null ? OvsVlanMode.Trunk : OvsVlanMode.Access);
        // vswitchd/vswitch.xml, vlan_mode: an empty column means access if there is a tag and trunk if there is none.
        OvsdbValue modeValue = port.VlanMode is not null || presentMode == OvsText.Of(mode) ? OvsText.Of(mode) : OvsdbValue.EmptySet;
        OvsdbValue? tag = mode == OvsVlanMode.Trunk ? OvsdbValue.EmptySet : port.Tag is null ? null : OvsText.Optional(port.Tag);
        OvsdbValue? trunks = mode is OvsVlanMode.Access or OvsVlanMode.Dot1qTunnel ? OvsdbValue.EmptySet
            : port.Trunks is null ? null : OvsText.Numbers(port.Trunks);
        return new(modeValue, tag, trunks);
    }
}
