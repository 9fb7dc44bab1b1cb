using System.Globalization;

namespace NetFabric.Ovsdb;

/// <summary>Enumerations of the façade as the database spells them.</summary>
internal static class OvsText
{
    public static string Of(OvsFailMode mode) => mode == OvsFailMode.Secure ? "secure" : "standalone";

    public static string Of(OvsLacp lacp) => lacp switch
    {
        OvsLacp.Active => "active",
        OvsLacp.Passive => "passive",
        _ => "off",
    };

    public static string Of(OvsBondMode mode) => mode switch
    {
        OvsBondMode.BalanceSlb => "balance-slb",
        OvsBondMode.BalanceTcp => "balance-tcp",
        _ => "active-backup",
    };

    public static string Of(OvsVlanMode mode) => mode switch
    {
        OvsVlanMode.Access => "access",
        OvsVlanMode.Trunk => "trunk",
        OvsVlanMode.NativeTagged => "native-tagged",
        OvsVlanMode.NativeUntagged => "native-untagged",
        _ => "dot1q-tunnel",
    };

    public static OvsFailMode? ParseFailMode(string? text) => text switch
    {
        "secure" => OvsFailMode.Secure,
        "standalone" => OvsFailMode.Standalone,
        _ => null,
    };

    public static OvsdbValue Optional(string? text) => text is null or "" ? OvsdbValue.EmptySet : text;

    public static OvsdbValue Optional(int? number) => number is { } value ? (long)value : OvsdbValue.EmptySet;

    public static OvsdbValue Numbers(IEnumerable<int> numbers) => OvsdbValue.Set(numbers.Order().Select(number => (OvsdbAtom)(long)number));

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
