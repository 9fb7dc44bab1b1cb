using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>Random records of any wire type: every property that is written is set or left out.</summary>
internal sealed class RecordGenerator(Random random)
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const int MaxDepth = 2;
    private const ushort FirstUnknown = 2000;
    private const ushort LastUnknown = 0x3fff;

    // One family per record: prefix lengths and the header's family must agree with its addresses.
    private readonly bool _ipv6 = random.Next(2) == 0;
    private int _depth;

    /// <summary>Random records that shrink by leaving out one property after the other.</summary>
    public static Arbitrary<T> Arbitrary<T>()
        where T : class => Arb.From(
            Gen.Choose(0, int.MaxValue).Select(seed => (T)new RecordGenerator(new Random(seed)).Record(typeof(T))),
            record => Properties(typeof(T)).Where(property => IsOptional(property) && property.GetValue(record) is not null).Select(property => Without(record, property)));

    public object Record(Type type)
    {
        object record = Activator.CreateInstance(type)!;
        _depth++;
        foreach (PropertyInfo property in Properties(type))
        {
            if (!IsOptional(property) || random.Next(3) != 0)
                property.SetValue(record, Value(property));
        }
        if (random.Next(4) == 0)
            type.GetProperty("UnknownAttributes")!.SetValue(record, RawAttributes(FirstUnknown));
        _depth--;
        return record;
    }

    // Read-only attributes are not written; a namespace is a descriptor, not bytes.
    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(Instance).Where(property =>
        property.IsDefined(typeof(HeaderAttribute))
        || (property.GetCustomAttribute<WireAttribute>() is WireAttribute wire && !wire.ReadOnly && property.PropertyType != typeof(NetworkNamespace)));

    private static bool IsOptional(PropertyInfo property) =>
        property.IsDefined(typeof(WireAttribute)) && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);

    private static T Without<T>(T record, PropertyInfo property)
        where T : class
    {
        object copy = typeof(T).GetMethod("<Clone>$", Instance)!.Invoke(record, null)!;
        property.SetValue(copy, null);
        return (T)copy;
    }

    private object? Value(PropertyInfo property) => property.Name switch
    {
        "FamilyByte" => (byte)(_ipv6 ? 10 : 2),
        "DestinationLength" or "SourceLength" or "PrefixLength" => (byte)random.Next((_ipv6 ? 128 : 32) + 1),
        _ => Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType),
    };

    private object? Value(Type type)
    {
        if (type.IsEnum)
            return Enum.ToObject(type, Value(type.GetEnumUnderlyingType())!);
        if (type == typeof(string))
            return Text();
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(InetAddress))
            return new InetAddress(Bytes(_ipv6 ? 16 : 4));
        if (type == typeof(MacAddress))
            return new MacAddress(Bytes(random.Next(1, MacAddress.MaxLength + 1)));
        if (type == typeof(LinkInfo))
            return _depth > MaxDepth ? null : new LinkInfo { Kind = Optional(Kind), Port = Optional(Port) };
        if (type == typeof(Link) && _depth > MaxDepth)
            return null;
        // The kernel reports IPv4's settings as an array and takes them as attributes: no round trip.
        if (type == typeof(LinkFamilySettings))
            return new LinkFamilySettings { IPv6 = new IPv6Settings { AddressGeneration = (AddressGeneration)random.Next(4), Token = new InetAddress(Bytes(16)) } };
        if (type == typeof(RouteHop))
            return Hop();
        if (type == typeof(NexthopMember))
            return new NexthopMember(Edge<uint>(), random.Next(1, 65537));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return List(type.GetGenericArguments()[0]);
        if (type.IsPrimitive)
            return typeof(RecordGenerator).GetMethod(nameof(Edge), Instance)!.MakeGenericMethod(type).Invoke(this, null);
        if (type.IsValueType)
            return Struct(type);
        return type.GetProperty("UnknownAttributes") is not null ? Record(type) : throw new InvalidOperationException($"no generator for {type}");
    }

    private LinkKind Kind() => random.Next(8) switch
    {
        0 => (LinkKind)Record(typeof(Veth)),
        1 => (LinkKind)Record(typeof(Vxlan)),
        2 => (LinkKind)Record(typeof(Vlan)),
        3 => (LinkKind)Record(typeof(Ipvlan)),
        4 => (LinkKind)Record(typeof(Bridge)),
        5 => (LinkKind)Record(typeof(Bond)),
        6 => (LinkKind)Record(typeof(Dummy)),
        _ => new OtherKind("macvlan", RawAttributes(1)),
    };

    private LinkPort Port() => random.Next(3) switch
    {
        0 => (LinkPort)Record(typeof(BridgePort)),
        1 => (LinkPort)Record(typeof(BondPort)),
        _ => new OtherPort("team", RawAttributes(1)),
    };

    private RouteHop Hop() => new()
    {
        LinkIndex = Edge<int>(),
        Weight = random.Next(1, 257),
        // struct rtnexthop has 8 bits of them
        Flags = (RouteFlags)random.Next(256),
        Gateway = random.Next(2) == 0 ? null : (InetAddress)Value(typeof(InetAddress))!,
        Via = random.Next(2) == 0 ? null : new InetAddress(Bytes(random.Next(2) == 0 ? 4 : 16)),
        UnknownAttributes = Optional(() => RawAttributes(FirstUnknown)),
    };

    private T? Optional<T>(Func<T> create)
        where T : class => random.Next(3) == 0 ? null : create();

    // A struct as the kernel lays it out: any bytes are one.
    private object Struct(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }

    private object List(Type item)
    {
        var items = Array.CreateInstance(item, random.Next(5));
        for (int i = 0; i < items.Length; i++)
            items.SetValue(Value(item), i);
        return Activator.CreateInstance(typeof(ValueList<>).MakeGenericType(item), Instance, null, [items], null)!;
    }

    private ValueList<RawAttribute> RawAttributes(ushort first) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new RawAttribute((ushort)random.Next(first, LastUnknown + 1), Bytes(random.Next(20))))];

    private T Edge<T>()
        where T : unmanaged
    {
        Span<T> value = stackalloc T[1];
        Span<byte> bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(value);
        switch (random.Next(4))
        {
            case 0: bytes.Clear(); break;
            case 1: bytes.Fill(0xff); break;
            case 2: bytes[0] = (byte)random.Next(256); break;
            default: random.NextBytes(bytes); break;
        }
        return value[0];
    }

    private string Text()
    {
        var text = new StringBuilder();
        for (int i = random.Next(20); i > 0; i--)
            text.Append(random.Next(6) == 0 ? "ä€\U0001F310".EnumerateRunes().ElementAt(random.Next(3)).ToString() : ((char)random.Next(1, 127)).ToString());
        return text.ToString();
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
