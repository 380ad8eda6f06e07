using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Chat.Tools;

/// <summary>What the tools of a request and their results must be before a provider is asked.</summary>
internal static class ToolRules
{
    private const int LongestName = 64;

    /// <summary>What is wrong with the tools that are offered, with what to do; null if nothing is.</summary>
    public static (string Message, string Hint)? FindFault(ChatRequest request)
    {
        if (request.Tools.Count == 0 && request.ToolChoice is null)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in request.Tools)
        {
            if (!IsName(tool.Name))
            {
                return ($"The tool's name '{tool.Name}' cannot be sent.", "Use letters, digits, dashes and underscores, at most 64 of them.");
            }

            if (!names.Add(tool.Name))
            {
                return ($"Two tools have the name '{tool.Name}'.", "Give each tool a name of its own.");
            }

            if (!ChatRequestRules.IsJsonObject(tool.Parameters))
            {
                return ($"The parameters of the tool '{tool.Name}' are not a JSON object.", "Give a JSON schema, for example {\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}.");
            }

            if (ChatRequestRules.FindHalfCharacter(tool.Description) is { } half)
            {
                return half;
            }
        }

        return request.ToolChoice switch
        {
            { Kind: ChatToolChoiceKind.Named, Tool: { } named } when !names.Contains(named) => ($"The tool choice names '{named}', which is not one of the tools.", "Name one of the request's tools."),
            { Kind: ChatToolChoiceKind.Any } when names.Count == 0 => ("The tool choice asks for a tool call, and the request has no tools.", "Give the request its tools."),
            _ => null,
        };
    }

    /// <summary>The fault of a result that no tool call of an earlier message asked for; null if there is none.</summary>
    public static (string Message, string Hint)? FindResultFault(IReadOnlyList<ChatMessage> messages)
    {
        HashSet<string>? asked = null;
        for (var place = 0; place < messages.Count; place++)
        {
            var message = messages[place];
            if (message.IsTextAlone)
            {
                continue;
            }

            asked ??= new HashSet<string>(StringComparer.Ordinal);
            foreach (var result in message.ToolResults)
            {
                if (!asked.Contains(result.CallId))
                {
                    return ($"The tool result for the call '{result.CallId}' answers no tool call before it.", "Keep the message with the tool call in the conversation, and repeat the id of its call.");
                }
            }

            asked.UnionWith(message.ToolCalls.Select(call => call.Id));
        }

        return null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(character => character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_');
}
