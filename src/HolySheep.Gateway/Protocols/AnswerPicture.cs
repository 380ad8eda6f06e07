using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Gateway.Protocols;

/// <summary>A picture that the model made.</summary>
/// <param name="MediaType">Its type, such as <c>image/png</c>.</param>
/// <param name="Data">Its bytes in Base64; null if the provider gave an address.</param>
/// <param name="Address">Where it is; null if the provider gave the bytes.</param>
internal sealed record AnswerPicture(string MediaType, string? Data, string? Address)
{
    private const string AnyType = "image/png";
    private const string Base64Mark = ";base64,";

    /// <summary>The address, or the bytes as one.</summary>
    public string Url => Address ?? $"data:{MediaType};base64,{Data}";

    /// <summary>What is said of a picture in a protocol that has no place for it.</summary>
    public string Notice => Address is null
        ? $"[The model made a picture ({MediaType}), which this format cannot carry.]"
        : $"[The model made a picture ({MediaType}): {Address}]";

    /// <summary>The pictures of an answer, in order; what is in no known form is left out.</summary>
    public static IReadOnlyList<AnswerPicture> Of(ChatResult result)
    {
        if (!result.Extra.TryGetValue("images", out var json))
        {
            return [];
        }

        try
        {
            using var list = JsonDocument.Parse(json);
            return list.RootElement.ValueKind == JsonValueKind.Array ? [.. list.RootElement.EnumerateArray().Select(Read).OfType<AnswerPicture>()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Each provider has a form of its own: Gemini's parts, OpenRouter's images, items of Responses.
    private static AnswerPicture? Read(JsonElement picture)
    {
        var inside = Member(picture, "inlineData") ?? Member(picture, "inline_data") ?? Member(picture, "fileData") ?? Member(picture, "file_data");
        if (inside is { } part)
        {
            var type = Text(part, "mimeType") ?? Text(part, "mime_type") ?? AnyType;
            return Text(part, "data") is { } data ? new AnswerPicture(type, data, null)
                : (Text(part, "fileUri") ?? Text(part, "file_uri")) is { } address ? new AnswerPicture(type, null, address)
                : null;
        }

        return Member(picture, "image_url") is { } image ? OfUrl(image.ValueKind == JsonValueKind.String ? image.GetString() : Text(image, "url"))
            : Text(picture, "result") is { } result ? new AnswerPicture("image/" + (Text(picture, "output_format") ?? "png"), result, null)
            : null;
    }

    private static AnswerPicture? OfUrl(string? url)
    {
        if (url?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) != true)
        {
            return url is null ? null : new AnswerPicture(AnyType, null, url);
        }

        var mark = url.IndexOf(Base64Mark, StringComparison.OrdinalIgnoreCase);
        return mark < 0 ? null : new AnswerPicture(url["data:".Length..mark], url[(mark + Base64Mark.Length)..], null);
    }

    private static JsonElement? Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
