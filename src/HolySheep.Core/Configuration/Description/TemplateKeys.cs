using System.Collections.Generic;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of templates.</summary>
internal static class TemplateKeys
{
    public static IReadOnlyList<KeyDescription> Options { get; } =
    [
        new("temperature", KeyShape.Number(0, 2), "The randomness of answers.", "the provider's", "0"),
        new("topP", KeyShape.Number(0, 1), "Nucleus sampling.", "the provider's", "0.9"),
        new("maxTokens", KeyShape.Whole(1), "The maximum tokens of an answer.", "the model's", "500"),
        new("stop", KeyShape.Texts, "Texts that end an answer.", "none", """[ "END" ]"""),
        new("seed", new KeyShape("integer", "whole number"), "A seed for repeatable answers, if the model supports it.", "none", "7"),
        new("reasoningEffort", KeyShape.Text, "How much the model reasons, for example `low`, `medium` or `high`.", "the model's", "\"low\""),
        new("task", KeyShape.Text, "The task of the calls, for rules.", "none", "\"triage\""),
    ];

    public static IReadOnlyList<KeyDescription> All { get; } =
    [
        new("prompt", KeyShape.Text, "The prompt: `{}` stands for the text of a call, `{Name}` for a property, a column or a variable, doubled braces for braces.", "the call's", "\"Summarise in three lines: {}\""),
        new("system", KeyShape.Text, "The instruction before the prompt.", "none", "\"Be brief.\""),
        new("model", KeyShape.Text, "The model that is asked.", "the default model", "\"gpt-4.1-mini\""),
        new("schema", new KeyShape("object", "names and types, or a JSON schema"), "The schema that answers must follow.", "none", """{ "Urgency": "low|high", "Summary": "string" }"""),
        new("options", KeyShape.Object(Options, "object"), "The options of the calls.", "the defaults of its keys", null),
    ];
}
