using System;
using System.Linq;

namespace HolySheep.Configuration.Masking;

/// <summary>Finds how many characters at the start of a key are public because many keys share them.</summary>
internal static class KeyPrefixes
{
    // A shorter rest is too short to be a secret, so every segment then counts as part of the secret.
    private const int ShortestSecret = 20;
    private const int LongestPrefix = 24;
    private const int LongestWord = 12;

    // {" in Base64.
    private const string JsonObject = "eyJ";

    // The fixed part of keys as their issuers publish it, in documentation or as patterns for secret scanning.
    private static readonly string[] Published =
    [
        // OpenAI, and the many that took its form over: DeepSeek, Moonshot, DashScope, SiliconFlow, LiteLLM.
        "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-", "sk-",

        // Anthropic: API, administration, OAuth and session keys.
        "sk-ant-api03-", "sk-ant-admin01-", "sk-ant-oat01-", "sk-ant-ort01-", "sk-ant-sid01-", "sk-ant-",

        // GitHub: every fine-grained token continues with 11.
        "github_pat_11", "github_pat_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_",

        // Google: API keys, and tokens of an account.
        "AIzaSy", "AIza", "ya29.",

        // Amazon Bedrock: "BedrockAPIKey-" and "bedrock.amazonaws.com" in Base64.
        "ABSKQmVkcm9ja0FQSUtleS", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", "bedrock-api-key-", "AKIA", "ASIA",

        // OpenRouter, Groq, xAI, Hugging Face, Perplexity, Fireworks, Together, Cerebras, NVIDIA, Replicate, Langfuse, Helicone.
        "sk-or-v1-", "gsk_", "xai-", "hf_", "pplx-", "fw_", "tgp_v1_", "csk-", "nvapi-", "r8_", "sk-lf-", "pk-lf-", "sk-helicone-",
    ];

    /// <summary>The number of public characters at the start of a key; 0 if none are known.</summary>
    public static int Length(string key) => Math.Max(PublishedLength(key), Math.Max(TokenHeader(key), Segments(key)));

    /// <summary>The length of the longest published prefix that a key begins with.</summary>
    public static int PublishedLength(string key) =>
        Published.Where(prefix => key.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => prefix.Length).DefaultIfEmpty().Max();

    /// <summary>The header of a JSON web token, which names only the algorithm, and the brace and quote that begin its claims.</summary>
    private static int TokenHeader(string key)
    {
        var dot = key.StartsWith(JsonObject, StringComparison.Ordinal) ? key.IndexOf("." + JsonObject, StringComparison.Ordinal) : -1;
        return dot > 0 ? dot + 1 + JsonObject.Length : 0;
    }

    /// <summary>Leading segments that are words, such as <c>team-live-</c>, if what follows is long and random.</summary>
    private static int Segments(string key)
    {
        var most = Math.Min(LongestPrefix, key.Length - ShortestSecret);
        var length = 0;
        while (SegmentEnd(key, length) is { } end && end <= most)
        {
            length = end;
        }

        return length > 0 && RandomText.Is(key.Substring(length)) ? length : 0;
    }

    /// <summary>The end of a word, perhaps with a version of two digits, and the separator after it; null if no word begins at the position.</summary>
    private static int? SegmentEnd(string key, int start)
    {
        var at = start;
        while (at < key.Length && key[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            at++;
        }

        var letters = at - start;
        while (at < key.Length && char.IsDigit(key[at]) && at - start - letters < 2)
        {
            at++;
        }

        return letters is > 0 and <= LongestWord && at < key.Length && key[at] is ('-' or '_') ? at + 1 : null;
    }
}
