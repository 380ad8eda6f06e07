using System.Text;

namespace HolySheep.Providers.Sandbox;

/// <summary>Creates the sandbox's answer: that it is the sandbox, and what it was asked.</summary>
internal static class SandboxAnswer
{
    private const int LongestQuote = 200;

    /// <param name="request">The request.</param>
    /// <param name="tokens">The minimum number of words, so that a fault can occur within them.</param>
    public static string Of(SandboxRequest request, int tokens)
    {
        if (request.Schema is not null)
        {
            return SandboxSample.Of(request.Schema);
        }

        var quote = request.Prompt.Length <= LongestQuote ? request.Prompt : request.Prompt.Substring(0, Boundary(request.Prompt)) + "…";
        var answer = new StringBuilder($"Sandbox answer from {request.Model}: no model was asked. You said: {quote}");
        for (var word = Words(answer.ToString()); word < tokens; word++)
        {
            answer.Append(" word-").Append(word);
        }

        return answer.ToString();
    }

    public static int Words(string text) => text.Split(' ').Length;

    private static int Boundary(string prompt) => char.IsHighSurrogate(prompt[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
}
