using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Errors;

/// <summary>Finds the error in a reply with a success status, in any form.</summary>
internal static class ErrorLook
{
    private const int LowestErrorStatus = 400;
    private static readonly string[] NamesOfErrors = ["error", "errors", "error_code", "error_msg", "error_message", "error_type", "base_resp"];

    private static readonly string[] Failed = ["fail", "failed", "failure"];

    // What servers write if there was no error.
    private static readonly string[] NoError = ["", "0", "200", "null", "none", "false", "ok", "success", "no error"];

    /// <summary>Whether a member of this name contains an error even with an answer.</summary>
    public static bool IsNameOfError(string name) => NamesOfErrors.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name of an event or a member suggests an error.</summary>
    public static bool SpeaksOfError(string name) => name.IndexOf("error", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The error in an object, or the object itself if it is one; null if there is none.</summary>
    /// <param name="root">The object.</param>
    /// <param name="hasChoice">Whether it has a choice; then only a member that is an error makes it an error.</param>
    public static JsonElement? Find(JsonElement root, bool hasChoice)
    {
        if (root.TryGetProperty("error", out var error) && IsSaid(error))
        {
            return error;
        }

        if (root.EnumerateObject().Any(member => IsError(member, hasChoice)))
        {
            return root;
        }

        return hasChoice ? InChoices(root) : IsErrorObject(root) ? root : null;
    }

    private static bool IsError(JsonProperty member, bool hasChoice)
    {
        if (member.NameEquals("base_resp"))
        {
            return member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("status_code", out var status) && IsSaid(status);
        }

        return (hasChoice ? IsNameOfError(member.Name) : SpeaksOfError(member.Name)) && IsSaid(member.Value);
    }

    private static JsonElement? InChoices(JsonElement root)
    {
        if (root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array)
        {
            foreach (var choice in choices.EnumerateArray())
            {
                if (choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty("error", out var error) && IsSaid(error))
                {
                    return error;
                }
            }
        }

        return null;
    }

    /// <summary>An object without an answer whose type is an error, that has a code and a text, or that has what Python servers send for an error: only details.</summary>
    private static bool IsErrorObject(JsonElement root)
    {
        if (new[] { "object", "type", "event", "status" }.Any(name => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && SpeaksOfError(Text(value))))
        {
            return true;
        }

        if (root.TryGetProperty("detail", out var detail) && IsSaid(detail))
        {
            return true;
        }

        var failed = root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False
            || root.TryGetProperty("status", out var end) && end.ValueKind == JsonValueKind.String && Failed.Contains(Text(end), StringComparer.OrdinalIgnoreCase);
        var coded = (root.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.Number or JsonValueKind.String && IsSaid(code))
            || new[] { "status", "status_code", "statusCode" }.Any(name => root.TryGetProperty(name, out var status) && IsErrorStatus(status));
        var told = new[] { "message", "msg" }.Any(name => root.TryGetProperty(name, out var text) && IsSaid(text));
        return told && (failed || coded);
    }

    private static bool IsErrorStatus(JsonElement status) => status.ValueKind switch
    {
        JsonValueKind.Number => status.GetDouble() >= LowestErrorStatus,
        JsonValueKind.String => JsonText.Number(Text(status)) >= LowestErrorStatus,
        _ => false,
    };

    /// <summary>Whether a value says anything, because some servers send an empty error with every answer.</summary>
    private static bool IsSaid(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsSaid(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsSaid),
        JsonValueKind.String => !NoError.Contains(Text(value).Trim(), StringComparer.OrdinalIgnoreCase),
        JsonValueKind.Number => !NoError.Contains(value.GetRawText()),
        JsonValueKind.True => true,
        _ => false,
    };

    private static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An unpaired surrogate: there is a text.
            return text.GetRawText();
        }
    }
}
