using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Chat;
using HolySheep.Cli.Input;
using HolySheep.Schema;

namespace HolySheep.Cli.Commands;

/// <summary>The options that are sent to the provider with the prompt.</summary>
internal sealed class ChatSamplingOptions : IChatOptions
{
    private readonly Option<string?> _system = ValueOption.Text("--system", 's', "TEXT", "An instruction before the prompt.");
    private readonly Option<int?> _maxTokens = ValueOption.Number<int>("--max-tokens", "The maximum tokens of the answer.");
    private readonly Option<double?> _temperature = ValueOption.Number<double>("--temperature", "Randomness, 0 to 2.");
    private readonly Option<double?> _topP = ValueOption.Number<double>("--top-p", "Nucleus sampling, 0 to 1.");
    private readonly Option<IReadOnlyList<string>?> _stop =
        ValueOption.Texts("--stop", "TEXT", "A text that ends the answer; may be given several times.");
    private readonly Option<long?> _seed = ValueOption.Number<long>("--seed", "A seed for repeatable answers, if the model supports it.");
    private readonly Option<string?> _effort = ValueOption.Text("--reasoning-effort", "LEVEL", "How much the model reasons: low, medium or high.").NotEmpty();
    private readonly Option<string?> _schema = ValueOption.Text("--schema", "FILE|JSON", "A schema that the answer must follow, in a file or as JSON in the option itself: names and types, or a JSON schema.").NotEmpty();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _system, _maxTokens, _temperature, _topP, _stop, _seed, _effort, _schema })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The files that are read for these options.</summary>
    public IReadOnlyList<string> FilesOf(ParseResult parse) => parse.GetValue(_schema) is { } schema && !SchemaText.IsJson(schema) ? [schema] : [];

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with
    {
        System = parse.GetValue(_system),
        MaxTokens = parse.GetValue(_maxTokens),
        Temperature = parse.GetValue(_temperature),
        TopP = parse.GetValue(_topP),
        Stop = parse.GetValue(_stop) ?? request.Stop,
        Seed = parse.GetValue(_seed),
        ReasoningEffort = parse.GetValue(_effort),
        JsonSchema = parse.GetValue(_schema) is { } schema ? AnswerSchema.Parse(SchemaText.Of(schema)) : null,
    };
}
