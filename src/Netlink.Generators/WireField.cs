using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetFabric.Netlink.Generators;

/// <summary>One line of the table: a property with its place on the wire.</summary>
internal sealed class WireField
{
    private WireField(IPropertySymbol property) => Property = property;

    public IPropertySymbol Property { get; }

    public int? HeaderOffset { get; private set; }

    /// <summary>Attribute number; -1 for header fields.</summary>
    public int Type { get; private set; } = -1;

    public int? IPv6Type { get; private set; }

    /// <summary>Name in extended-ACK paths: the Uapi member in lower case.</summary>
    public string WireName { get; private set; } = "";

    public string? IPv6WireName { get; private set; }

    public bool BigEndian { get; private set; }

    public bool Flag { get; private set; }

    public bool ReadOnly { get; private set; }

    public string? Codec { get; private set; }

    public string Name => Property.Name;

    public string Storage => "_" + char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    /// <summary>The type without its question mark.</summary>
    public ITypeSymbol ValueType => IsNullableValue ? ((INamedTypeSymbol)Property.Type).TypeArguments[0] : Property.Type;

    public bool IsNullableValue => Property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Absence is told by the value itself: null, or the default of an address struct.</summary>
    public bool HasSentinel => ValueType.IsReferenceType || ValueType.Name is "InetAddress" or "MacAddress";

    public string ValueTypeName => ValueType.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static WireField? From(IPropertySymbol property)
    {
        foreach (AttributeData attribute in property.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "HeaderAttribute")
                return new WireField(property) { HeaderOffset = (int)attribute.ConstructorArguments[0].Value! };
            if (attribute.AttributeClass?.Name != "WireAttribute")
                continue;
            var field = new WireField(property);
            (field.Type, field.WireName) = Member(attribute.ConstructorArguments[0]);
            foreach (var named in attribute.NamedArguments)
            {
                switch (named.Key)
                {
                    case "IPv6": (field.IPv6Type, field.IPv6WireName) = Member(named.Value); break;
                    case "BigEndian": field.BigEndian = (bool)named.Value.Value!; break;
                    case "Flag": field.Flag = (bool)named.Value.Value!; break;
                    case "ReadOnly": field.ReadOnly = (bool)named.Value.Value!; break;
                    case "Codec": field.Codec = ((ITypeSymbol)named.Value.Value!).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat); break;
                }
            }
            return field;
        }
        return null;
    }

    private static (int, string) Member(TypedConstant constant)
    {
        int value = System.Convert.ToInt32(constant.Value);
        string name = constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .First(f => f.HasConstantValue && System.Convert.ToInt32(f.ConstantValue) == value).Name;
        return (value, name.ToLowerInvariant());
    }
}
