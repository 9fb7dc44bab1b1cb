using System.Reflection;
using System.Text;
using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests.Protocol;

/// <summary>Makes a record with random values in every property that is sent, whatever record it is.</summary>
internal sealed class RandomRecord(int seed)
{
    private const int MaxDepth = 4;
    private static readonly Type[] Kinds = [typeof(Veth), typeof(Vxlan), typeof(Vlan), typeof(Ipvlan), typeof(Bridge), typeof(Bond), typeof(Dummy)];
    private readonly Random _random = new(seed);
    private int _depth;

    public T Make<T>()
        where T : notnull => (T)Record(typeof(T));

    private object Record(Type type)
    {
        _depth++;
        object record = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            CustomAttributeData? wire = property.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name is "WireAttribute" or "HeaderAttribute");
            bool isReadOnly = wire?.NamedArguments.Any(a => a.MemberName == "ReadOnly" && a.TypedValue.Value is true) ?? true;
            // A header's field is always there.
            bool isOptional = wire?.AttributeType.Name == "WireAttribute"
                && (Nullable.GetUnderlyingType(property.PropertyType) is not null || property.PropertyType.IsClass);
            if (isReadOnly || (isOptional && _random.Next(2) == 0))
                continue;
            object? value = Value(property.Name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            if (value is not null)
                property.SetValue(record, value);
        }
        if (_random.Next(4) == 0 && type.GetProperty("UnknownAttributes") is PropertyInfo unknown)
            unknown.SetValue(record, Raw());
        _depth--;
        return record;
    }

    // Header fields that must agree with one another get values that do.
    private object? Value(string name, Type type) => (name, type) switch
    {
        ("FamilyByte", _) => (byte)(_random.Next(2) == 0 ? 2 : 10),
        ("PrefixLength" or "DestinationLength" or "SourceLength", _) => (byte)_random.Next(33),
        (_, { IsEnum: true }) => Enum.ToObject(type, Value(name, Enum.GetUnderlyingType(type))!),
        _ when type == typeof(bool) => _random.Next(2) == 0,
        _ when type == typeof(byte) => (byte)_random.Next(256),
        _ when type == typeof(ushort) => (ushort)_random.Next(65536),
        _ when type == typeof(int) => _random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(uint) => (uint)_random.NextInt64(1L << 32),
        _ when type == typeof(ulong) => (ulong)_random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(string) => Text(),
        _ when type == typeof(InetAddress) => new InetAddress(Bytes(_random.Next(2) == 0 ? 4 : 16)),
        _ when type == typeof(MacAddress) => new MacAddress(Bytes(_random.Next(1, 21))),
        _ when type == typeof(NetworkNamespace) => null,
        _ when type == typeof(LinkFamilySettings) => new LinkFamilySettings { IPv6 = (IPv6Settings)Plain(typeof(IPv6Settings)) },
        _ when type == typeof(LinkInfo) => _depth > MaxDepth ? null : new LinkInfo { Kind = Kind(), Port = Port() },
        _ when type.Name == "ValueList`1" => List(type.GetGenericArguments()[0]),
        _ when type.CustomAttributes.Any(a => a.AttributeType.Name is "WireSetAttribute" or "WireMessageAttribute") =>
            _depth > MaxDepth ? null : Record(type),
        _ when type.IsValueType => Struct(type),
        _ => throw new NotSupportedException($"{name} is a {type}"),
    };

    private LinkKind Kind() => _random.Next(Kinds.Length + 1) is int i && i < Kinds.Length ? (LinkKind)Record(Kinds[i]) : new OtherKind("other", Raw());

    private LinkPort? Port() => _random.Next(4) switch
    {
        0 => (BridgePort)Record(typeof(BridgePort)),
        1 => (BondPort)Record(typeof(BondPort)),
        2 => new OtherPort("team", Raw()),
        _ => null,
    };

    private object List(Type item) =>
        typeof(RandomRecord).GetMethod(nameof(ListOf), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(item).Invoke(this, null)!;

    private ValueList<T> ListOf<T>() => [.. Enumerable.Range(0, _random.Next(5)).Select(_ => (T)Item(typeof(T)))];

    private object Item(Type type) => type switch
    {
        _ when type == typeof(NexthopMember) => new NexthopMember((uint)_random.Next(), _random.Next(1, 65537)),
        _ when type == typeof(RouteHop) => new RouteHop
        {
            LinkIndex = _random.Next(),
            Weight = _random.Next(1, 257),
            Flags = (RouteFlags)_random.Next(256),
            Gateway = _random.Next(2) == 0 ? new InetAddress(Bytes(4)) : null,
            Via = _random.Next(2) == 0 ? new InetAddress(Bytes(16)) : null,
            UnknownAttributes = _random.Next(2) == 0 ? Raw() : null,
        },
        _ => Value("item", type)!,
    };

    // A struct as it lies in memory: its constructor takes its fields.
    private object Struct(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.Name!, p.ParameterType))]);
    }

    private object Plain(Type type)
    {
        object record = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(p => p.CanWrite && _random.Next(2) == 0))
            property.SetValue(record, Value(property.Name, Nullable.GetUnderlyingType(property.PropertyType)!));
        return record;
    }

    // Numbers far above those the tables know.
    private ValueList<RawAttribute> Raw() =>
        [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new RawAttribute((ushort)_random.Next(0x2000, 0x3fff), Bytes(_random.Next(12))))];

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text()
    {
        var text = new StringBuilder();
        for (int i = _random.Next(20); i >= 0; i--)
            text.Append("abcxyz019.:-äß€ 😀"[.._random.Next(1, 14)]);
        return text.ToString();
    }
}
