using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.TestKit.Wire;

/// <summary>Lays out a completion as the events of a stream, with the script's breaks and interjections in their places.</summary>
internal static class EventParts
{
    public static (List<BodyPart> Parts, CutKind? End) Of(Reply reply, RecordedRequest request, string provider)
    {
        var json = new CompletionJson(reply.Completion!, request, provider);
        var parts = new List<BodyPart>();
        Break? cut = reply.Break is { Place: BreakPlace.AfterTokens } ? reply.Break : null;
        if (Interject(Interjection.BeforeTheRole))
        {
            return (parts, CutKind.Ended);
        }

        Add($"data: {json.RoleChunk()}\n\n");
        string[] tokens = [.. json.TokenChunks()];
        for (int sent = 0; ; sent++)
        {
            if (Interject(sent))
            {
                return (parts, CutKind.Ended);
            }

            if (cut?.Tokens == sent)
            {
                return (parts, cut.How);
            }

            if (sent == tokens.Length)
            {
                break;
            }

            Add($"data: {tokens[sent]}\n\n");
        }

        Add($"data: {json.FinishChunk()}\n\n");
        if (reply.SendsUsage && request.AsksForUsage)
        {
            Add($"data: {json.UsageChunk()}\n\n");
        }

        if (reply.SendsDone)
        {
            Add("data: [DONE]\n\n");
        }

        return (parts, cut is { Tokens: int.MaxValue } ? cut.How : null);

        void Add(string lines, Interjection? from = null) =>
            parts.Add(new BodyPart(Encoding.UTF8.GetBytes(lines.Replace("\n", reply.LineEnd))) { Pause = from?.Pause ?? default, Gate = from?.Gate });

        bool Interject(int place)
        {
            foreach (Interjection item in reply.Interjections.Where(item => item.AfterTokens == place))
            {
                Add(item.Lines, item);
                if (item.EndsStream)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
