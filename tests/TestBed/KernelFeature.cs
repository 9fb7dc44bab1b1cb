namespace NetFabric.TestBed;

/// <summary>What not every kernel has. Each is detected by trying (<see cref="Requires"/>).</summary>
public enum KernelFeature
{
    Dummy,
    Vlan,
    Ipvlan,
    Macvlan,
    Vxlan,
    Bond,
    Vrf,
    Wireguard,
    BridgeVlanFiltering,
    OvsDatapath,
    NftNat,
    IptablesNat,
    IptablesLegacyNat,
    Conntrack,
    Ipvs,
    TrafficControl,
}
