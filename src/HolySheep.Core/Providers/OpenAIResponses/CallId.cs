using System;
using System.IO.Hashing;
using System.Text;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Ids of tool calls: those that other providers gave can be longer than this wire takes.</summary>
internal static class CallId
{
    private const int Longest = 64;

    /// <summary>The id as it is sent: a long one is replaced by its hash, so that a call and its result still have the same.</summary>
    public static string Of(string id) =>
        id.Length <= Longest ? id : "call_" + BitConverter.ToString(XxHash128.Hash(Encoding.UTF8.GetBytes(id))).Replace("-", "");
}
