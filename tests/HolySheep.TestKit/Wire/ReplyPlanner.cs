using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.TestKit.Wire;

/// <summary>Turns a scripted reply and the request it answers into bytes.</summary>
internal static class ReplyPlanner
{
    public static ReplyPlan Plan(Reply reply, RecordedRequest request, string provider)
    {
        bool isStream = reply.ForcedStream ?? request.IsStream;
        bool asEvents = isStream && reply.Completion is not null;
        (List<BodyPart> parts, CutKind? end) = asEvents ? EventParts.Of(reply, request, provider) : PlainParts(reply, request, provider);
        parts = Pack(parts, reply.Packing, isWhole: end is null or CutKind.Ended);

        // a cut that ends as HTTP wants it cannot have an announced length, and half a body must have one
        bool halves = reply.Break?.Place == BreakPlace.HalfBody;
        bool isChunked = !halves && (asEvents || end is CutKind.Ended);
        int length = parts.Sum(part => part.Bytes.Length);
        if (halves || (!asEvents && end is not null && reply.Break?.Place == BreakPlace.AfterTokens))
        {
            parts = FirstHalf(parts, length);
        }

        end = halves ? CutKind.Closed : end;
        string contentType = reply.ContentType ?? (isStream ? "text/event-stream" : "application/json");
        return new ReplyPlan(Head(reply, request, provider, contentType, isChunked ? null : length), parts, isChunked, end);
    }

    private static (List<BodyPart> Parts, CutKind? End) PlainParts(Reply reply, RecordedRequest request, string provider)
    {
        string body = reply.Completion is null
            ? reply.Fault is null ? reply.RawBody : request.Voice.Error(reply.Fault)
            : reply.Interjections.Select(item => item.SayPlain(request.Voice)).FirstOrDefault(said => said is not null)
                ?? request.Voice.Whole(reply.Completion, request, provider, reply.SendsUsage);
        var holds = reply.Interjections.Where(item => item.Gate is not null).Select(item => new BodyPart([]) { Gate = item.Gate });

        // a stream that merely stays open after its end has no plain counterpart
        CutKind? end = reply.Break is { Place: BreakPlace.AfterTokens, Tokens: < int.MaxValue } cut ? cut.How : null;
        return ([.. holds, new BodyPart(Encoding.UTF8.GetBytes(body))], end);
    }

    private static List<BodyPart> Pack(List<BodyPart> parts, Packing packing, bool isWhole)
    {
        if (packing == Packing.None)
        {
            return parts;
        }

        using var packer = new Packer(packing);
        List<BodyPart> packed = [.. parts.Select(part => part with { Bytes = packer.Pack(part.Bytes) })];
        if (isWhole)
        {
            packed.Add(new BodyPart(packer.Finish()));
        }

        return packed;
    }

    private static List<BodyPart> FirstHalf(List<BodyPart> parts, int length)
    {
        var half = new List<BodyPart>();
        int left = length / 2;
        foreach (BodyPart part in parts)
        {
            half.Add(part with { Bytes = part.Bytes[..Math.Min(left, part.Bytes.Length)] });
            left -= half[^1].Bytes.Length;
        }

        return half;
    }

    private static byte[] Head(Reply reply, RecordedRequest request, string provider, string contentType, int? length)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.StatusCode} Scripted\r\n");
        var headers = new List<KeyValuePair<string, string>>
        {
            length is null ? new("Transfer-Encoding", "chunked") : new("Content-Length", $"{length}"),
        };
        if (contentType.Length > 0)
        {
            headers.Add(new("Content-Type", contentType));
        }

        if (reply.Packing != Packing.None)
        {
            headers.Add(new("Content-Encoding", reply.Packing switch { Packing.Gzip => "gzip", Packing.Deflate => "deflate", _ => "br" }));
        }

        headers.AddRange(reply.Headers);
        if (!reply.Headers.Any(header => header.Key.Equals("x-request-id", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("x-request-id", $"req-{provider}-{request.Number}"));
        }

        foreach ((string name, string value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }
}
