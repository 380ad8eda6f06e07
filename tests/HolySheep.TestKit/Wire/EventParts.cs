using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.TestKit.Wire;

/// <summary>Lays out a completion as the events of a stream, with the script's breaks and interjections in their places.</summary>
internal static class EventParts
{
    public static (List<BodyPart> Parts, CutKind? End) Of(Reply reply, RecordedRequest request, string provider)
    {
        var spoken = request.Voice.Stream(reply.Completion!, request, provider, reply.SendsUsage && request.AsksForUsage);
        var parts = new List<BodyPart>();
        Break? cut = reply.Break is { Place: BreakPlace.AfterTokens } ? reply.Break : null;
        if (Interject(Interjection.BeforeTheRole))
        {
            return (parts, CutKind.Ended);
        }

        Add(spoken.Head);
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

            if (sent == spoken.Tokens.Count)
            {
                break;
            }

            Add(spoken.Tokens[sent]);
        }

        Add(spoken.Finish);
        Add(spoken.Usage);
        if (reply.SendsDone)
        {
            Add(spoken.Done);
        }

        return (parts, cut is { Tokens: int.MaxValue } ? cut.How : null);

        void Add(string lines, Interjection? from = null)
        {
            if (lines.Length > 0 || from is not null)
            {
                parts.Add(new BodyPart(Encoding.UTF8.GetBytes(lines.Replace("\n", reply.LineEnd))) { Pause = from?.Pause ?? default, Gate = from?.Gate });
            }
        }

        bool Interject(int place)
        {
            foreach (Interjection item in reply.Interjections.Where(item => item.AfterTokens == place))
            {
                Add(item.Say(request.Voice), item);
                if (item.EndsStream)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
