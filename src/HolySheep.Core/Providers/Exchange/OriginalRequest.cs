using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration.Names;
using HolySheep.Failures;

namespace HolySheep.Providers.Exchange;

/// <summary>Decides whether the body of the caller is passed on, and what all formats change in it.</summary>
internal static class OriginalRequest
{
    /// <summary>The body that is passed on; null if the request is written.</summary>
    public static OriginalBody? Of(ProviderCall call) => call.Request.Original is { } original && ProviderKindName.Find(original.Format) == call.Candidate.Format ? original : null;

    /// <summary>The body of the caller for one attempt.</summary>
    public static byte[] Write(IOriginalWire wire, OriginalBody original, ProviderCall call)
    {
        var body = new BodySplice(original.Json);
        wire.Adapt(body, call);
        if (call.OmitsReasoning)
        {
            wire.OmitReasoning(body);
        }

        return body.ToBytes();
    }

    /// <summary>What a failure means for the body that was sent: refused reasoning is a fault of the request unless the body can be sent without it.</summary>
    public static Failure Judge(IWire wire, ProviderCall call, Failure failure) =>
        failure.Signal != FailureSignal.ReasoningRefused || (!call.OmitsReasoning && wire is IOriginalWire own && Of(call) is { } original && own.OmitReasoning(new BodySplice(original.Json)))
            ? failure
            : failure with { Signal = FailureSignal.InvalidRequest };

    /// <summary>Names the model of the attempt, and asks for a stream or a whole answer.</summary>
    public static void Adapt(BodySplice body, ProviderCall call)
    {
        NameModel(body, call);
        if ((body.Find("stream") is { ValueKind: JsonValueKind.True }) != call.Streamed)
        {
            body.Set("stream", call.Streamed ? "true" : "false");
        }
    }

    /// <summary>Names the model of the attempt.</summary>
    public static void NameModel(BodySplice body, ProviderCall call) => body.Set("model", $"\"{JsonEncodedText.Encode(call.Candidate.Model)}\"");
}
