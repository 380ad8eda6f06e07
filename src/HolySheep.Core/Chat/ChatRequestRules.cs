using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat.Tools;

namespace HolySheep.Chat;

/// <summary>Checks a request before any target is asked.</summary>
internal static class ChatRequestRules
{
    /// <summary>What is wrong with the request, and what to do; null if nothing is.</summary>
    public static (string Message, string Hint)? FindFault(ChatRequest request) => FindOptionFault(request) ?? (IsOfProvider(request) ? null : FindMessageFault(request.Messages));

    /// <summary>What is wrong with everything but the messages, so that no prompt could be valid.</summary>
    public static (string Message, string Hint)? FindOptionFault(ChatRequest request) =>
        FindTextFault(request) ?? FindNameFault(request) ?? FindTagFault(request.Tags) ?? FindNumberFault(request) ?? FindLimitFault(request.Limits) ?? FindExtraFault(request)
        ?? (IsOfProvider(request) ? null : ToolRules.FindFault(request));

    // What only the format of the body can say, only its provider can judge: the rest may be half of a conversation.
    private static bool IsOfProvider(ChatRequest request) => request.Original is { Only: not null, IsEmbeddings: false };

    private static (string Message, string Hint)? FindMessageFault(IReadOnlyList<ChatMessage> messages) =>
        messages.Count == 0 || SaysNothing(messages[messages.Count - 1])
            ? ("The prompt is empty.", "Give a text to answer.")
            : FindHalfCharacter(messages) ?? ToolRules.FindResultFault(messages);

    // A tool may well give nothing back, and a picture may be all that is sent.
    private static bool SaysNothing(ChatMessage message) => string.IsNullOrWhiteSpace(message.Content) && message.ToolResults.Count == 0 && message.Attachments.Count == 0;

    private static (string Message, string Hint)? FindTextFault(ChatRequest request) => request.Model is not null && request.Model.Trim().Length == 0
        ? ("The model's name is empty.", "Name a model, or leave it out for the configured default.")
        : FindHalfCharacter(request.System) ?? FindHalfCharacter(request.Model) ?? FindHalfCharacter(request.ReasoningEffort) ?? FindHalfCharacter(request.Stop);

    // An empty name among them comes from a variable that is not set; without it the prompt could reach a target that was left out.
    private static (string Message, string Hint)? FindNameFault(ChatRequest request) =>
        FindEmptyName(request.Providers, "providers") ?? FindEmptyName(request.ExcludedProviders, "providers to leave out")
        ?? FindEmptyName(request.Regions, "regions") ?? FindEmptyName(request.Fallback ?? [], "fallback models");

    /// <summary>The fault of a list with an empty name; null if all names are given.</summary>
    /// <param name="names">The list.</param>
    /// <param name="what">What the names mean, in the plural.</param>
    public static (string Message, string Hint)? FindEmptyName(IReadOnlyList<string?> names, string what)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                return ($"A name in the list of {what} is empty.", "Name them all, or leave the list out; a variable that is not set gives an empty name.");
            }
        }

        return null;
    }

    private static (string Message, string Hint)? FindTagFault(IReadOnlyDictionary<string, string> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key.Trim().Length == 0 || tag.Key.Any(char.IsControl) || tag.Value?.Any(char.IsControl) == true || (FindHalfCharacter(tag.Key) ?? FindHalfCharacter(tag.Value)) is not null)
            {
                return ($"The tag '{Printable(tag.Key)}' cannot be kept.", "Give it a name, and use no line breaks or other control characters in its name and value.");
            }
        }

        return null;
    }

    private static string Printable(string text) => new([.. text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character)]);

    // Plain loops here and below, because every row of a large job runs them.
    private static (string Message, string Hint)? FindHalfCharacter(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if ((FindHalfCharacter(messages[i].Written) ?? FindHalfCharacter(messages[i].Role)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static (string Message, string Hint)? FindHalfCharacter(IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (FindHalfCharacter(texts[i]) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The fault of a text that was cut in the middle of a character; null if it was not.</summary>
    public static (string Message, string Hint)? FindHalfCharacter(string? text) => text is null || LoneSurrogate(text) is not { } index ? null
        : ($"The text has half of a character (a lone surrogate) at position {index}, which cannot be sent.", "Repair the text: it was cut or decoded in the middle of a character.");

    private static (string Message, string Hint)? FindNumberFault(ChatRequest request)
    {
        if (request.Temperature is { } temperature && !(temperature is >= 0 and <= 2))
        {
            return ($"The temperature is {Text(temperature)}.", "Give a number from 0 to 2.");
        }

        if (request.TopP is { } topP && !(topP is >= 0 and <= 1))
        {
            return ($"Top-p is {Text(topP)}.", "Give a number from 0 to 1.");
        }

        return request.MaxTokens < 1 ? ($"The token limit cannot be {request.MaxTokens}.", "Give a whole number of 1 or more.") : null;
    }

    private static (string Message, string Hint)? FindLimitFault(ChatLimits limits)
    {
        if ((FindTimeFault("timeout", limits.Timeout) ?? FindTimeFault("attempt timeout", limits.AttemptTimeout)
            ?? FindTimeFault("first-token limit", limits.FirstToken) ?? FindTimeFault("stall limit", limits.Stall)) is { } fault)
        {
            return fault;
        }

        if (limits.Patience is { } patience && (patience < TimeSpan.Zero || patience > TimeSpan.FromDays(1)))
        {
            return ($"The patience is {Text(patience.TotalSeconds)} s.", "Give from 0 s to a day.");
        }

        if (limits.Hedge?.Time is { } hedge && (hedge < TimeSpan.Zero || hedge > TimeSpan.FromDays(1)))
        {
            return ($"The time before a second target is asked is {Text(hedge.TotalSeconds)} s.", "Give from 0 s, which means never, to a day.");
        }

        if (limits.MaxCost < 0)
        {
            return ($"The limit of the cost is {Text((double)limits.MaxCost)} USD.", "Give 0 or more, or no limit.");
        }

        if (limits.MaxAttempts < 1)
        {
            return ($"The limit of attempts is {limits.MaxAttempts}.", "Give a whole number from 1.");
        }

        return limits.MaxRetries < 0 ? ($"The number of retries is {limits.MaxRetries}.", "Give a whole number from 0; 0 means none.") : null;
    }

    private static (string Message, string Hint)? FindTimeFault(string name, TimeSpan? limit) => limit is { } time && (time <= TimeSpan.Zero || time > TimeSpan.FromDays(1))
        ? ($"The {name} is {Text(time.TotalSeconds)} s.", "Give more than 0 s and at most a day.")
        : null;

    private static (string Message, string Hint)? FindExtraFault(ChatRequest request)
    {
        if (request.JsonSchema is { } schema && !IsJsonObject(schema.Schema))
        {
            return ("The schema is not a JSON object.", "Give a JSON schema, for example {\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"number\"}}}.");
        }

        foreach (var member in request.ExtraBody)
        {
            if (!IsJson(member.Value, null))
            {
                return ($"The extra member '{member.Key}' is not a JSON value.", "Give JSON; put a text in quotes, for example \"high\".");
            }
        }

        return FindHeaderFault(request.ExtraHeaders) ?? (request.Original is { } original ? FindSpellingFault(original.Headers) : null);
    }

    private static (string Message, string Hint)? FindSpellingFault(IReadOnlyDictionary<string, string> headers)
    {
        foreach (var header in headers)
        {
            if (!HeaderRules.IsName(header.Key) || !HeaderRules.IsValue(header.Value))
            {
                return ($"The header '{header.Key}' cannot be sent.", "A name has letters, digits and dashes; a value has printable characters of ASCII alone, so no accents and no line breaks.");
            }
        }

        return null;
    }

    private static (string Message, string Hint)? FindHeaderFault(IReadOnlyDictionary<string, string> headers)
    {
        if (FindSpellingFault(headers) is { } fault)
        {
            return fault;
        }

        foreach (var header in headers)
        {
            // It would be sent to every provider of the chain.
            if (HeaderRules.Authorizes(header.Key) || HeaderRules.IsTransport(header.Key))
            {
                return ($"The header '{header.Key}' is not passed on: it would reach every provider of the chain.", "Put the key in the place that the provider's configuration names, or pass it separately from the headers.");
            }
        }

        return null;
    }

    /// <summary>True if a text is one JSON object.</summary>
    public static bool IsJsonObject(string text) => IsJson(text, JsonValueKind.Object);

    private static bool IsJson(string text, JsonValueKind? kind)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return kind is null || document.RootElement.ValueKind == kind;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // An ArgumentException means an unpaired surrogate in the text.
            return false;
        }
    }

    private static int? LoneSurrogate(string text)
    {
#if NET8_0_OR_GREATER
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return null;
        }

#endif
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            return i;
        }

        return null;
    }

    private static string Text(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
