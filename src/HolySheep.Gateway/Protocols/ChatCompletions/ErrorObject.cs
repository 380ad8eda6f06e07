using System.Text.Json;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>Writes errors as OpenAI does; Responses have the same form.</summary>
internal static class ErrorObject
{
    /// <summary>Writes the object with the error in it.</summary>
    public static void Write(Utf8JsonWriter json, RequestFault fault)
    {
        json.WriteStartObject();
        WriteMember(json, fault);
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>error</c>.</summary>
    public static void WriteMember(Utf8JsonWriter json, RequestFault fault)
    {
        json.WriteStartObject("error");
        json.WriteString("message", MessageOf(fault));
        json.WriteString("type", TypeOf(fault.Kind));
        json.WriteString("param", fault.Member);
        json.WriteString("code", fault.Code);
        json.WriteEndObject();
    }

    // Clients look for these words to shorten a conversation by themselves.
    private static string MessageOf(RequestFault fault) => fault.Kind == FaultKind.TooLong ? "This model's maximum context length is exceeded. " + fault.Message : fault.Message;

    private static string TypeOf(FaultKind kind) => kind switch
    {
        FaultKind.Unauthorized => "authentication_error",
        FaultKind.Forbidden => "permission_error",
        FaultKind.Throttled => "rate_limit_error",
        FaultKind.Money => "insufficient_quota",
        FaultKind.Internal or FaultKind.Upstream or FaultKind.Overloaded or FaultKind.Timeout => "server_error",
        _ => "invalid_request_error",
    };
}
