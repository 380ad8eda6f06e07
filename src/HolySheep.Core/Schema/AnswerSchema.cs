using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Schema;

/// <summary>Creates the schema of an answer from a user's text.</summary>
public static class AnswerSchema
{
    private const string Hint = "Give columns with their types, for example {\"Sentiment\":\"positive|neutral|negative\",\"Score\":\"number\"}, or a JSON schema.";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON schema, or the short form: an object of names and types.</summary>
    /// <param name="json">In the short form a type is <c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>, <c>datetime</c>, one of some words
    /// (<c>low|high</c>), or a nested object; <c>string[]</c> or a list with one element is a list, and <c>number?</c> may be null.</param>
    /// <exception cref="HolySheepException">The text is neither; the message names the place.</exception>
    public static ChatJsonSchema Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? throw Fault("The schema is not a JSON object.")
                : SchemaShorthand.IsShort(document.RootElement) ? Expand(document.RootElement) : new ChatJsonSchema(json, strict: SchemaStrictness.IsStrict(document.RootElement));
        }
        catch (JsonException exception)
        {
            throw Fault($"The schema is not valid JSON: {exception.Message}");
        }
    }

    internal static HolySheepException Fault(string message, string? hint = null) => new(ErrorCode.ArgumentInvalid, message, hint ?? Hint);

    private static ChatJsonSchema Expand(JsonElement shorthand)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            SchemaShorthand.Expand(writer, shorthand);
        }

        return new ChatJsonSchema(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
