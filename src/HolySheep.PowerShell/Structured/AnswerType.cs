using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HolySheep.PowerShell.Structured;

/// <summary>A .NET type for answers: its schema, and its instances.</summary>
internal sealed class AnswerType
{
    // One contract defines the schema and reads the answer, so that both always agree.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(), new ScriptValueConverter() },
    };

    private readonly Type _type;

    /// <exception cref="HolySheep.Errors.HolySheepException">The type cannot be described to a model.</exception>
    internal AnswerType(Type type)
    {
        _type = type;
        Schema = TypeSchema.Of(type, Options);
    }

    /// <summary>The JSON schema.</summary>
    internal string Schema { get; }

    /// <summary>The type's name.</summary>
    internal string Name => _type.Name;

    /// <summary>An instance with the answer's values; a class of a script runs script, so call it on the pipeline thread.</summary>
    /// <exception cref="JsonException">The answer does not fit the type.</exception>
    internal object? Read(string json) => JsonSerializer.Deserialize(json, _type, Options);
}
