using System;
using System.Linq;

namespace HolySheep.TestKit.Walks;

/// <summary>The provider of the pages' readers: it answers what they ask, and has an incident with the questions that the pages tell of.</summary>
public static class WalkProvider
{
    // A question that contains the first text gets the second.
    private static readonly (string Asked, string Answer)[] Answers =
    [
        ("printer", "negative"), ("coffee", "negative"), ("chairs", "positive"), ("safe is broken", "negative"),
        ("sky blue", "Air scatters blue light more than red light."), ("sunset", "The light then has a longer way through the air, and only red is left."),
        ("disk full", "The disk was full, so the worker stopped."), ("no space left", "The worker stopped because /var/lib/db has no space left."),
    ];

    /// <summary>Starts it.</summary>
    public static ScriptedProvider Start() => new ScriptedProvider().Handle(Answer);

    private static Reply? Answer(RecordedRequest request)
    {
        string asked = request.Messages.Count == 0 ? "" : request.LastUserMessage;
        if (request.Model == "gpt-4.1" && (asked.Contains("chairs", StringComparison.Ordinal) || asked.Contains("no space left", StringComparison.Ordinal)))
        {
            return Reply.Error(503, "service_unavailable", "The model has an incident.", "server_error");
        }

        if (asked.Contains("open the safe", StringComparison.Ordinal))
        {
            return Reply.ContentFilter();
        }

        return Answers.FirstOrDefault(answer => asked.Contains(answer.Asked, StringComparison.Ordinal)).Answer is { } text
            ? Reply.Text(request.Json?.TryGetProperty("response_format", out _) == true ? $$"""{"Sentiment":"{{text}}"}""" : text)
            : null;
    }
}
