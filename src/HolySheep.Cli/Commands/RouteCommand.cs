using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Attachments;
using HolySheep.Chat;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep route</c>: shows which targets a call would ask, without a call. It takes the options of <c>chat</c>, so that a line can be tried by changing one word.</summary>
internal sealed class RouteCommand : Command, IHasExamples
{
    private readonly TemplateArguments _template = new();
    private readonly ChatAttachmentOptions _attachments = new();
    private readonly IChatOptions[] _themes = [new ChatRouteOptions(), new ChatCacheOptions(), new ChatSamplingOptions(), new ChatLimitOptions(), new ChatWireOptions()];
    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;
    private readonly PromptArguments _prompt;

    public RouteCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("route", "Shows which targets a call would ask, in order, and why others are left out. No provider is called.")
    {
        _common = common;
        _output = output;
        _messages = messages;
        _prompt = new PromptArguments(new PromptReader(input, messages), "The prompt. Default: an empty prompt. '-' is standard input.");
        _prompt.AddTo(this);
        _template.AddTo(this);
        _attachments.AddTo(this);
        _common.AddNetworkTo(this);
        foreach (var theme in _themes)
        {
            theme.AddTo(this);
        }

        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep route 'Explain TLS in one line' --model gpt-4.1
          holysheep route - --max-tokens 4000 < report.txt
          holysheep route --region eu --json
          holysheep route -t translate --var language=French

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        // Unlike a call, a dry run needs no prompt: an open pipe is not read for one.
        _prompt.RefuseWaitingData(parse);
        var prompt = _prompt.IsGiven(parse) ? await _prompt.ReadAsync(parse, cancellationToken) : "";

        using var client = _common.OpenClient(parse, _messages);
        var template = _template.Find(parse, client);
        var text = template is null ? prompt : TemplateText.Whole(_template.Bind(parse, template, prompt)!);
        var request = _themes.Aggregate(new ChatRequest { Messages = [ChatMessage.User(text)] }, (built, theme) => theme.Apply(parse, built));
        var report = client.PlanRoute(AttachmentReader.AddUnfetched(template?.ApplyTo(request) ?? request, _attachments.Sources(parse)));
        var asJson = _common.Json(parse);
        _output.Show(asJson, () => RouteJson.Of(report), () => RouteTable.Write(_output, report));
        foreach (var reason in asJson ? [] : report.Reasons)
        {
            _messages.Notice(reason);
        }

        return ExitCode.Answered;
    }
}
