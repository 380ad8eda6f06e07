using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration.Names;

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
        return body.ToBytes();
    }

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
