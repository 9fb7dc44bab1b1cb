using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetFabric.Netlink.Generators;

/// <summary>
/// A record marked [WireMessage] or [WireSet] is the wire table: each partial property with [Header] or [Wire] gets its storage,
/// a line in the reader, a line in the writer, and its name for extended-ACK paths and text.
/// </summary>
[Generator]
public sealed class WireTableGenerator : IIncrementalGenerator
{
    private const string Prefix = "NetFabric.Netlink.Protocol.";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Register(context, Prefix + "WireMessageAttribute");
        Register(context, Prefix + "WireSetAttribute");
    }

    private static void Register(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (node, _) => node is RecordDeclarationSyntax, Transform),
            static (output, file) => output.AddSource(file.Name, file.Text));

    private static GeneratedFile Transform(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var record = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData marker = context.Attributes[0];
        int header = marker.ConstructorArguments.Length == 1 ? (int)marker.ConstructorArguments[0].Value! : 0;
        var fields = new List<WireField>();
        foreach (IPropertySymbol property in record.GetMembers().OfType<IPropertySymbol>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            WireField? field = WireField.From(property);
            if (field != null)
                fields.Add(field);
        }
        return new GeneratedFile(record.Name + ".Wire.g.cs", new WireTableEmitter(record, header, fields).Emit());
    }
}
