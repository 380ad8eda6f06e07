using System;
using System.Linq;
using System.Text;

namespace HolySheep.Streams;

/// <summary>One round of the fuzz, made from its seed alone: an answer, how it is sent, and what breaks on the way.</summary>
internal sealed class FuzzRound
{
    private static readonly string[] Garbage = ["{\"choices\":[{\"del", "no JSON at all", "{\"choices\":7}", "\"text\"", "{]", "<html>"];
    private static readonly string[] Errors =
    [
        "{\"error\":{\"message\":\"it broke\",\"code\":\"server_error\"}}", "{\"error\":\"it broke\"}", "{\"object\":\"error\",\"message\":\"it broke\",\"code\":500}", "{\"text\":\"it broke\",\"error_code\":50001}",
        "{\"choices\":null,\"error_type\":\"InternalServerError\",\"error_message\":\"it broke\"}", "{\"code\":\"InternalError\",\"message\":\"it broke\"}", "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}],\"error\":{\"message\":\"it broke\"}}",
    ];
    private static readonly string?[] Types = ["text/event-stream", "text/event-stream; charset=utf-8", "application/json", "text/plain", null];

    public FuzzRound(long seed)
    {
        Seed = seed;
        Random = new Random(unchecked((int)(seed * 2654435761)));
        Answer = FuzzedAnswer.Make(Random);
        Visible = Random.Next(2) == 0;
        ContentType = Types[Random.Next(Types.Length)];
        if (Random.Next(6) == 0)
        {
            MakePlain();
        }
        else
        {
            MakeStream(new FuzzedStream(Answer, Random));
        }
    }

    public long Seed { get; }

    public Random Random { get; }

    public FuzzedAnswer Answer { get; }

    public bool Visible { get; }

    public string? ContentType { get; }

    public FuzzedFault Fault { get; private set; }

    public byte[] Bytes { get; private set; } = [];

    /// <summary>How the body ends.</summary>
    public FuzzedFault End => Fault is FuzzedFault.Break or FuzzedFault.Silence ? Fault : FuzzedFault.End;

    public override string ToString() => $"seed {Seed}, {(Visible ? "visible" : "not visible")}, {ContentType}, {Fault}:\n{Encoding.UTF8.GetString(Bytes)}\n";

    private void MakePlain()
    {
        var json = new FuzzedJson(Random);
        var completion = json.Chunk(json.Message(Answer), "stop", counts: true, member: "message", kind: "chat.completion");
        var before = Random.Next(6) switch { 0 => "\uFEFF", 1 => "\n         \n\n", 2 => ": keep-alive\n\n", 3 => "data: ", _ => "" };
        var after = Random.Next(5) switch { 0 => "\n", 1 => "\n\ndata: [DONE]\n\n", _ => "" };
        Bytes = Encoding.UTF8.GetBytes(before + completion + after);
        if (Random.Next(3) == 0)
        {
            Cut(Random.Next(2) == 0 ? FuzzedFault.Break : FuzzedFault.End, Random.Next(Bytes.Length));
        }
    }

    private void MakeStream(FuzzedStream stream)
    {
        Fault = Random.Next(2) == 0 ? FuzzedFault.None : (FuzzedFault)Random.Next(1, 7);
        var events = stream.Events;
        switch (Fault)
        {
            case FuzzedFault.Unreadable:
                events.Insert(Random.Next(events.Count + 1), $"data: {Garbage[Random.Next(Garbage.Length)]}\n\n");
                break;
            case FuzzedFault.Damage:
                var part = stream.Parts[Random.Next(stream.Parts.Count)];
                events[part] = events[part][..(events[part].Length - 3 - Random.Next(5))] + "\n\n";
                break;
            case FuzzedFault.Error:
                var place = Random.Next(events.Count);
                events.Insert(place, (Random.Next(4) == 0 ? "event: error\n" : "") + $"data: {Errors[Random.Next(Errors.Length)]}\n\n");
                if (Random.Next(2) == 0)
                {
                    events.RemoveRange(place + 1, events.Count - place - 1);
                    events.Add("data: [DONE]\n\n");
                }

                break;
            case FuzzedFault.Silence:
                // One marked chunk and then a second of silence is a whole answer by the contract, even where every chunk would have been marked.
                var first = stream.Marks == FuzzedMarks.Every ? stream.TwoMarkedTexts : 0;
                if (first > events.Count)
                {
                    Fault = FuzzedFault.None;
                    break;
                }

                var from = Random.Next(first, events.Count + 1);
                events.RemoveRange(from, events.Count - from);
                break;
        }

        Bytes = FuzzedStream.Bytes(events, Random);
        if (Fault is FuzzedFault.Break or FuzzedFault.End)
        {
            // The end of the body completes an answer all of whose chunks are marked: only a break is told from it.
            Cut(stream.Marks == FuzzedMarks.Every ? FuzzedFault.Break : Fault, Random.Next(Bytes.Length));
        }
        else if (Fault == FuzzedFault.None)
        {
            Trim(events.Last());
        }
    }

    /// <summary>Some servers leave out the blank line after their last event.</summary>
    private void Trim(string last)
    {
        if (Random.Next(4) == 0 && last.StartsWith("data", StringComparison.Ordinal))
        {
            var end = Bytes.Length;
            while (Bytes[end - 1] is (byte)'\n' or (byte)'\r' && Random.Next(3) > 0)
            {
                end--;
            }

            Bytes = Bytes[..end];
        }
    }

    private void Cut(FuzzedFault fault, int at)
    {
        Fault = fault;
        Bytes = Bytes[..at];
    }
}
