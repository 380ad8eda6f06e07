using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Failures;
using HolySheep.Providers.Errors;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Finds the error in an answer or an event, and knows the codes that only failed responses have.</summary>
internal static class ResponseErrors
{
    private const string Failed = "failed";

    // openai-openapi: ResponseErrorCode. The codes that other interfaces have too are in the shared table.
    private static readonly Dictionary<string, FailureSignal> Codes = new[]
    {
        (FailureSignal.Forbidden, new[] { "data_residency_mismatch" }),
        (FailureSignal.InvalidRequest,
        [
            "invalid_image", "invalid_image_format", "invalid_base64_image", "invalid_image_url", "invalid_image_mode", "image_too_large", "image_too_small", "image_parse_error",
            "image_file_too_large", "unsupported_image_media_type", "empty_image_file", "failed_to_download_image", "image_file_not_found",
        ]),
    }.SelectMany(row => row.Item2.Select(code => (row.Item1, code))).ToDictionary(row => row.code, row => row.Item1, StringComparer.Ordinal);

    /// <summary>The error in an object that came with a success status; null if there is none.</summary>
    public static JsonElement? Find(JsonElement root, bool hasAnswer)
    {
        var response = root.TryGetProperty("response", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        if (Is(response, "status", Failed) || Is(root, "type", "response." + Failed))
        {
            return response.TryGetProperty("error", out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? error : response;
        }

        return ErrorLook.Find(root, hasAnswer);
    }

    public static FailureSignal? SignalOf(ErrorReport report)
    {
        foreach (var code in report.Codes)
        {
            if (Codes.TryGetValue(code, out var signal))
            {
                return signal;
            }
        }

        return null;
    }

    private static bool Is(JsonElement element, string name, string value) => element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.ValueEquals(value);
}
