using System.Text.Json;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Messages;

/// <summary>Writes errors as Anthropic does.</summary>
internal static class ErrorObject
{
    /// <summary>Writes the members of the object with the error.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RequestFault fault)
    {
        json.WriteString("type", "error");
        json.WriteStartObject("error");
        json.WriteString("type", TypeOf(fault.Kind));
        json.WriteString("message", MessageOf(fault));
        json.WriteString("code", fault.Code);
        if (fault.Details is { } details)
        {
            json.WritePropertyName("details");
            json.WriteRawValue(details);
        }

        json.WriteEndObject();
        json.WriteString("request_id", fault.RequestId);
    }

    // Clients look for these words to shorten a conversation by themselves.
    private static string MessageOf(RequestFault fault) => fault.Kind == FaultKind.TooLong ? "prompt is too long: " + fault.Message : fault.Message;

    private static string TypeOf(FaultKind kind) => kind switch
    {
        FaultKind.Unauthorized => "authentication_error",
        FaultKind.Money => "billing_error",
        FaultKind.Forbidden => "permission_error",
        FaultKind.NotFound or FaultKind.Method => "not_found_error",
        FaultKind.TooLarge => "request_too_large",
        FaultKind.Throttled => "rate_limit_error",
        FaultKind.Overloaded => "overloaded_error",
        FaultKind.Timeout or FaultKind.Late => "timeout_error",
        FaultKind.Internal or FaultKind.Upstream => "api_error",
        _ => "invalid_request_error",
    };
}
