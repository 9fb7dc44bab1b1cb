using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Uapi;

/// <summary>Numbers and layouts are proved against the kernel's headers, not believed.</summary>
public sealed class UapiTests
{
    private const string NoCompiler = "gcc or the kernel's headers (linux-libc-dev) are not installed.";

    // The kernel's name repeats the set's.
    private static readonly Dictionary<string, string> Renamed = new() { ["NFT_REG_REG_1"] = "NFT_REG_1" };

    // Newer than Linux 6.1, whose headers Debian 12 has.
    private static readonly HashSet<string> Newer =
    [
        "DPLL_A_PIN_ID",
        "IFLA_BOND_BROADCAST_NEIGH",
        "IFLA_BR_FDB_MAX_LEARNED", "IFLA_BR_FDB_N_LEARNED",
        "IFLA_BRPORT_BACKUP_NHID", "IFLA_BRPORT_MAB", "IFLA_BRPORT_MCAST_MAX_GROUPS", "IFLA_BRPORT_MCAST_N_GROUPS", "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS",
        "IFLA_DEVLINK_PORT", "IFLA_DPLL_PIN", "IFLA_GRO_IPV4_MAX_SIZE", "IFLA_GSO_IPV4_MAX_SIZE", "IFLA_HEADROOM",
        "IFLA_MAX_PACING_OFFLOAD_HORIZON", "IFLA_NETNS_IMMUTABLE", "IFLA_TAILROOM",
        "NHA_GROUP_STATS", "NHA_HW_STATS_ENABLE", "NHA_HW_STATS_USED", "NHA_OP_FLAGS",
        "IFLA_VXLAN_LABEL_POLICY", "IFLA_VXLAN_LOCALBYPASS", "IFLA_VXLAN_MC_ROUTE", "IFLA_VXLAN_RESERVED_BITS",
    ];

    public static TheoryData<string> Enums =>
        [.. typeof(IFLA).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(IFLA).Namespace).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Enums))]
    public void Enum_Members_HaveTheKernelsNumbers(string name)
    {
        Assert.SkipUnless(CProgram.IsAvailable, NoCompiler);
        Type type = typeof(IFLA).Assembly.GetType($"{typeof(IFLA).Namespace}.{name}")!;
        Dictionary<string, long> ours = Enum.GetNames(type).ToDictionary(
            member => Renamed.GetValueOrDefault($"{name}_{member}", $"{name}_{member}"), member => Convert.ToInt64(Enum.Parse(type, member)));
        AssertSame(ours);
    }

    [Fact]
    public void PublicEnums_Members_HaveTheKernelsNumbers()
    {
        Assert.SkipUnless(CProgram.IsAvailable, NoCompiler);
        AssertSame(PublicNumbers.All);
    }

    [Fact]
    public void Errno_Members_HaveTheSystemsNumbers()
    {
        Assert.SkipUnless(CProgram.IsAvailable, NoCompiler);
        AssertSame(Enum.GetNames<Errno>().Where(name => name != nameof(Errno.None)).ToDictionary(name => name, name => (long)Enum.Parse<Errno>(name)));
    }

    [Fact]
    public void Headers_FieldsAndSizes_AreTheKernelsStructs()
    {
        Assert.SkipUnless(CProgram.IsAvailable, NoCompiler);
        AssertSame(StructLayouts.All);
    }

    private static void AssertSame(IReadOnlyDictionary<string, long> ours)
    {
        Dictionary<string, long> kernels = CProgram.Evaluate([.. ours.Keys]);
        string[] unknown = [.. ours.Keys.Where(name => !kernels.ContainsKey(name) && !Newer.Contains(name))];
        Assert.Empty(unknown);
        Assert.Equal(kernels, ours.Where(pair => kernels.ContainsKey(pair.Key)).ToDictionary());
    }
}
