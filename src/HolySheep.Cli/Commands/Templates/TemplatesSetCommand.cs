using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Templates;

/// <summary><c>holysheep templates set</c>: adds or changes a template.</summary>
internal sealed class TemplatesSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The template's name.");
    private readonly Argument<string?> _prompt = ValueArgument.Optional("PROMPT", "The prompt: {} stands for the text of a call, {Name} for a named value, doubled braces for braces.");
    private readonly Option<string?> _system = ValueOption.Text("--system", "TEXT", "An instruction before the prompt.");
    private readonly Option<string?> _model = ValueOption.Text("--model", "MODEL", "The model that is asked.");
    private readonly Option<string?> _schema = ValueOption.Text("--schema", "FILE", "A schema that answers must follow: names and types, or a JSON schema. The configuration keeps its content; an empty text removes it.");
    private readonly Option<double?> _temperature = ValueOption.Number<double>("--temperature", "Randomness, 0 to 2.");
    private readonly Option<double?> _topP = ValueOption.Number<double>("--top-p", "Nucleus sampling, 0 to 1.");
    private readonly Option<int?> _maxTokens = ValueOption.Number<int>("--max-tokens", "The maximum tokens of an answer; 0 removes the limit.");
    private readonly Option<IReadOnlyList<string>?> _stop = ValueOption.Texts("--stop", "TEXT", "A text that ends an answer; may be given several times.");
    private readonly Option<long?> _seed = ValueOption.Number<long>("--seed", "A seed for repeatable answers.");
    private readonly Option<string?> _effort = ValueOption.Text("--reasoning-effort", "LEVEL", "How much the model reasons: low, medium or high.");
    private readonly Option<string?> _task = ValueOption.Text("--task", "NAME", "The task of the calls, in your own word; rules can use it.");

    public TemplatesSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Adds or changes a template; what is not given stays unchanged, and an empty text removes a member.", common, output, messages) =>
        Take([_name, _prompt, _system, _model, _schema, _temperature, _topP, _maxTokens, _stop, _seed, _effort, _task]);

    public string Examples => """
        Examples:
          holysheep templates set summarise 'Summarise in three lines: {}' --temperature 0
          holysheep templates set triage 'Ticket from {Customer}: {Body}' --schema triage.json --model gpt-4.1-mini
          holysheep chat -t summarise - < report.txt

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        var edit = new TemplateEdit
        {
            Prompt = parse.GetValue(_prompt),
            System = parse.GetValue(_system),
            Model = parse.GetValue(_model),
            Schema = parse.GetValue(_schema) is { } schema ? schema.Length == 0 ? "" : SchemaText.Of(schema) : null,
            Temperature = parse.GetValue(_temperature),
            TopP = parse.GetValue(_topP),
            MaxTokens = parse.GetValue(_maxTokens),
            Stop = parse.GetValue(_stop),
            Seed = parse.GetValue(_seed),
            ReasoningEffort = parse.GetValue(_effort),
            Task = parse.GetValue(_task),
        };
        file.SetTemplate(name, edit);
        return EditSummary.Template(name, edit);
    }
}
