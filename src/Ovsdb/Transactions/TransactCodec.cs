using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Parameters and result of <c>transact</c>, RFC 7047 section 4.1.3.</summary>
internal static class TransactCodec
{
    /// <summary>
    /// ovsdb-server replaces an undefined name by a random UUID and then complains about that UUID: names are checked here.
    /// </summary>
    public static void CheckNames(IReadOnlyList<OvsdbOperation> operations)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (InsertOperation insert in operations.OfType<InsertOperation>())
        {
            if (insert.UuidName is { } name && !defined.Add(name.Name))
                throw new ArgumentException($"uuid-name \"{name}\" is given to two inserts; nothing was sent", nameof(operations));
        }
        for (int index = 0; index < operations.Count; index++)
        {
            foreach (OvsdbAtom atom in operations[index].Values.SelectMany(Flatten))
            {
                if (atom.Kind == OvsdbAtomKind.NamedUuid && !defined.Contains(atom.AsNamedUuid().Name))
                {
                    throw new ArgumentException(
                        $"operation {index} ({operations[index].Name} {operations[index].TableName}) uses uuid-name \"{atom}\", which no "
                        + "insert of the transaction defines; nothing was sent",
                        nameof(operations));
                }
            }
        }
    }

    public static void Write(Utf8JsonWriter writer, string database, IReadOnlyList<OvsdbOperation> operations)
    {
        writer.WriteStringValue(((OvsdbAtom)database).AsString());
        foreach (OvsdbOperation operation in operations)
            operation.Write(writer);
    }

    /// <summary>
    /// Results stand in the order of the operations. The first one that failed has an error object, those after it null. If all ran but
    /// the commit failed, one more element holds the error.
    /// </summary>
    public static TransactResult Read(ref Utf8JsonReader reader, string database, IReadOnlyList<OvsdbOperation> operations)
    {
        OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartArray);
        var results = new List<OvsdbOperationResult>(operations.Count);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            OvsdbOperation? operation = results.Count < operations.Count ? operations[results.Count] : null;
            if (IsError(reader))
            {
                OvsdbError error = JsonRpcMessages.ReadError(ref reader);
                int? index = operation is null ? null : results.Count;
                throw new OvsdbTransactionException(database, index, operation?.Name, operation?.TableName, operations.Count, error);
            }
            if (operation is null)
                throw new JsonException($"more than {operations.Count} results");
            OvsdbJsonReader.Expect(ref reader, JsonTokenType.StartObject);
            results.Add(operation.ReadResult(ref reader));
        }
        if (results.Count != operations.Count)
            throw new JsonException($"{results.Count} results for {operations.Count} operations");
        return new TransactResult(results);
    }

    // The copy of the reader looks ahead: results have no member "error".
    private static bool IsError(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("error"u8))
                return true;
            if (reader.ValueTextEquals("rows"u8) || reader.ValueTextEquals("count"u8) || reader.ValueTextEquals("uuid"u8))
                return false;
            reader.Read();
            reader.Skip();
        }
        return false;
    }

    private static IEnumerable<OvsdbAtom> Flatten(OvsdbValue value) =>
        value.IsMap ? value.Entries.SelectMany(pair => new[] { pair.Key, pair.Value }) : value.Elements;
}
