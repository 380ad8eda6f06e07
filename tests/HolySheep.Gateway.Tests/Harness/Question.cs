namespace HolySheep.Gateway.Tests.Harness;

/// <summary>The same question in every protocol of callers.</summary>
internal static class Question
{
    public const string Chat = "/v1/chat/completions";
    public const string Responses = "/v1/responses";
    public const string Messages = "/v1/messages";

    /// <summary>The paths of the protocols.</summary>
    public static readonly string[] Paths = [Chat, Responses, Messages];

    /// <summary>The body for a path.</summary>
    /// <param name="path">One of <see cref="Paths"/>.</param>
    /// <param name="stream">Whether the answer comes piece by piece.</param>
    /// <param name="text">What is asked.</param>
    public static string Of(string path, bool stream, string text = "How high?") => path == Responses
        ? $$"""{"model":"alpha","stream":{{(stream ? "true" : "false")}},"input":"{{text}}"}"""
        : $$"""{"model":"alpha","max_tokens":300,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{text}}"}]}""";
}
