using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Structured;

/// <summary>Creates the JSON schema of a .NET type: classes, records, lists, dictionaries, enums, nullable values.</summary>
internal sealed class TypeSchema
{
    private readonly JsonSerializerOptions _options;
    private readonly Utf8JsonWriter _writer;
    private readonly Stack<Type> _open = new();

    private TypeSchema(JsonSerializerOptions options, Utf8JsonWriter writer)
    {
        _options = options;
        _writer = writer;
    }

    /// <exception cref="HolySheepException">The type is not a class with properties, or contains itself.</exception>
    internal static string Of(Type type, JsonSerializerOptions options)
    {
        if (options.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Object } root || !Members(root).Any())
        {
            throw Fault(type, "is not a class with properties", "Give a class or record; for a list, give a class with a list property.");
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new TypeSchema(options, writer).Write(type, nullable: false, []);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void Write(Type given, bool nullable, IReadOnlyList<string> choices)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        nullable |= type != given;
        if (type.IsEnum || choices.Count > 0)
        {
            WriteChoices(choices.Count > 0 ? choices : Enum.GetNames(type), nullable);
        }
        else if (Scalar(type) is var (name, format))
        {
            WriteScalar(name, format, nullable);
        }
        else if (type == typeof(object) || type == typeof(PSObject))
        {
            _writer.WriteStartObject();
            _writer.WriteEndObject();
        }
        else
        {
            WriteNested(type, nullable);
        }
    }

    private static (string Name, string? Format)? Scalar(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ("boolean", null),
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => ("number", null),
        TypeCode.DateTime => ("string", "date-time"),
        TypeCode.String or TypeCode.Char => ("string", null),
        not TypeCode.Object => ("integer", null),
        _ when type == typeof(DateTimeOffset) => ("string", "date-time"),
        _ when type == typeof(Guid) => ("string", "uuid"),
        _ when type == typeof(TimeSpan) => ("string", "time"),
        _ when type == typeof(Uri) || type == typeof(Version) => ("string", null),
        _ => null,
    };

    private void WriteNested(Type type, bool nullable)
    {
        if (_open.Contains(type))
        {
            throw Fault(type, "contains itself", "Give a class whose depth is known.");
        }

        if (nullable)
        {
            _writer.WriteStartObject();
            _writer.WriteStartArray("anyOf");
        }

        _open.Push(type);
        WriteByKind(_options.GetTypeInfo(type));
        _open.Pop();
        if (nullable)
        {
            WriteScalar("null", null, nullable: false);
            _writer.WriteEndArray();
            _writer.WriteEndObject();
        }
    }

    private void WriteByKind(JsonTypeInfo contract)
    {
        _writer.WriteStartObject();
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                WriteMembers(contract);
                break;
            case JsonTypeInfoKind.Enumerable:
                _writer.WriteString("type", "array");
                _writer.WritePropertyName("items");
                Write(ElementOf(contract.Type), nullable: false, []);
                break;
            case JsonTypeInfoKind.Dictionary:
                _writer.WriteString("type", "object");
                _writer.WritePropertyName("additionalProperties");
                Write(ElementOf(contract.Type), nullable: false, []);
                break;
            default:
                throw Fault(contract.Type, "cannot be described to a model", "Use texts, numbers, booleans, dates, enums, lists and classes of them.");
        }

        _writer.WriteEndObject();
    }

    private void WriteMembers(JsonTypeInfo contract)
    {
        var members = Members(contract).ToList();
        _writer.WriteString("type", "object");
        _writer.WriteStartObject("properties");
        foreach (var member in members)
        {
            _writer.WritePropertyName(member.Name);
            Write(member.PropertyType, nullable: false, Choices(member));
        }

        _writer.WriteEndObject();
        _writer.WriteStartArray("required");
        foreach (var member in members)
        {
            _writer.WriteStringValue(member.Name);
        }

        _writer.WriteEndArray();
        _writer.WriteBoolean("additionalProperties", false);
    }

    // A member that neither a setter nor a constructor sets cannot be answered.
    private static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo contract)
    {
        var taken = contract.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name).ToList();
        return contract.Properties.Where(property => property.Set is not null || taken.Contains(property.Name, StringComparer.OrdinalIgnoreCase));
    }

    private static IReadOnlyList<string> Choices(JsonPropertyInfo member) => member.PropertyType == typeof(string)
        && member.AttributeProvider?.GetCustomAttributes(typeof(ValidateSetAttribute), inherit: true).FirstOrDefault() is ValidateSetAttribute set
            ? [.. set.ValidValues]
            : [];

    // The element type of a list; the last type argument of a dictionary.
    private static Type ElementOf(Type type) => type.GetElementType()
        ?? new[] { type }.Concat(type.GetInterfaces()).Where(type => type.IsGenericType)
            .FirstOrDefault(type => type.GetGenericTypeDefinition() == typeof(IDictionary<,>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))?.GetGenericArguments()[1]
        ?? new[] { type }.Concat(type.GetInterfaces())
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0]
        ?? typeof(object);

    private void WriteChoices(IReadOnlyList<string> choices, bool nullable)
    {
        _writer.WriteStartObject();
        WriteType("string", nullable);
        _writer.WriteStartArray("enum");
        foreach (var choice in choices)
        {
            _writer.WriteStringValue(choice);
        }

        if (nullable)
        {
            _writer.WriteNullValue();
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private void WriteScalar(string name, string? format, bool nullable)
    {
        _writer.WriteStartObject();
        WriteType(name, nullable);
        if (format is not null)
        {
            _writer.WriteString("format", format);
        }

        _writer.WriteEndObject();
    }

    private void WriteType(string name, bool nullable)
    {
        if (!nullable)
        {
            _writer.WriteString("type", name);
            return;
        }

        _writer.WriteStartArray("type");
        _writer.WriteStringValue(name);
        _writer.WriteStringValue("null");
        _writer.WriteEndArray();
    }

    private static HolySheepException Fault(Type type, string what, string hint) =>
        new(ErrorCode.ArgumentInvalid, $"The type [{type.Name}] {what}, so no schema can be made of it.", hint);
}
