using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Microsoft.PowerShell.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Tools of the session: what runs, with which values, who is asked, and what the model is told.</summary>
public sealed class ChatToolTests : ChatFixture
{
    private const string Ask = "$r = Invoke-HolySheepChat 'go' -ConfigPath $config -ErrorAction Stop ";
    private const string Shown = "; $r.ToolRuns | % { \"$($_.Name) $($_.IsError) $($_.IsConfirmed) $($_.Result)\" }";

    // What it was given, with types; and a command of each kind that must not run by itself.
    private const string Commands = """
        function Get-Given { [CmdletBinding()] param([string] $Text, [int] $Number, [switch] $On, [string[]] $Texts, [object] $Any, [datetime] $Time, [hashtable] $Table)
            foreach ($key in 'Any', 'Number', 'On', 'Table', 'Text', 'Texts', 'Time') { if ($PSBoundParameters.ContainsKey($key)) { $value = $PSBoundParameters[$key]; "$key=$($value -join '|'):$($value.GetType().Name)" } } }
        function Remove-Given { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Path) if ($PSCmdlet.ShouldProcess($Path)) { $global:removed = $Path; "removed $Path" } }
        function Get-Block { param([Parameter(Mandatory)] [scriptblock] $Code, [string] $Name) & $Code }
        $global:removed = $null; $global:pwned = $null;
        """;

    [Fact]
    public void Three_tools_run_over_two_fallbacks_and_the_result_says_what_ran()
    {
        ConfigureTwo();
        Provider.On("gpt-4.1").Answer(Reply.ToolCalls(("Get-Given", """{"Text":"a"}"""), ("double", """{"Number":21}""")), Reply.Status(500));
        Second.OnAny().Answer(Reply.ToolCalls(("script_1", "{}")), Reply.Text("Done."));
        var lines = Lines(Ask + "-Tool Get-Given, @{ double = { param([int] $Number) 2 * $Number } }, { 'from a block' }" + Shown + "; $r.Content; $r.AttemptCount -eq $r.Attempts.Count; $r.FallbackCount");
        Assert.Equal(["Get-Given False False \"Text=a:String\"", "double False False 42", "script_1 False False \"from a block\"", "Done.", "True", "2"], lines);
        Assert.Contains("Text=a:String", Second.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Text":"$(Set-Variable pwned 1 -Scope Global)"}""", "\"Text=$(Set-Variable pwned 1 -Scope Global):String\"")]
    [InlineData("""{"Text":"; Remove-Given x"}""", "\"Text=; Remove-Given x:String\"")]
    [InlineData("""{"Text":"' ; $global:pwned = 1 ; '"}""", "\"Text=' ; $global:pwned = 1 ; ':String\"")]
    [InlineData("""{"Text":"{ $global:pwned = 1 }"}""", "\"Text={ $global:pwned = 1 }:String\"")]
    [InlineData("""{"Any":"{ $global:pwned = 1 }"}""", "\"Any={ $global:pwned = 1 }:String\"")]
    [InlineData("""{"Any":"-Confirm:$false"}""", "\"Any=-Confirm:$false:String\"")]
    [InlineData("""{"Any":"@args"}""", "\"Any=@args:String\"")]
    [InlineData("""{"Texts":["--%","-On","a`nb\u0000"]}""", "\"Texts=--%|-On|a`nb\\u0000:String[]\"")]
    [InlineData("""{"Texts":"one"}""", "\"Texts=one:String[]\"")]
    [InlineData("""{"On":true,"Number":7}""", "[\"Number=7:Int32\",\"On=True:SwitchParameter\"]")]
    [InlineData("""{"On":false}""", "\"On=False:SwitchParameter\"")]
    [InlineData("""{"Any":{"a":"$(1)"}}""", "\"Any=System.Collections.Hashtable:Hashtable\"")]
    [InlineData("""{"Any":[1,"two"]}""", "\"Any=1|two:Object[]\"")]
    [InlineData("""{"Text":null}""", "[]")]
    public void An_argument_is_bound_as_the_value_that_it_is(string arguments, string told) => Assert.Equal(told, Told("Get-Given", arguments, "Get-Given"));

    [Theory]
    [InlineData("""{"Confirm":false}"""), InlineData("""{"Confirm:$false":true}"""), InlineData("""{"-Confirm:$false":""}"""), InlineData("""{"WhatIf":true}"""), InlineData("""{"Verbose":true}"""), InlineData("""{"ErrorAction":"Stop"}""")]
    [InlineData("""{"OutVariable":"pwned"}"""), InlineData("""{"ov":"pwned"}"""), InlineData("""{"PipelineVariable":"pwned"}"""), InlineData("""{"ErrorVariable":"pwned"}"""), InlineData("""{"Tex":"a"}"""), InlineData("""{"T":"a"}"""), InlineData("""{"text":"a"}""")]
    [InlineData("""{"Text; $global:pwned = 1":"a"}"""), InlineData("""{"":"a"}"""), InlineData("""{"Text ":"a"}"""), InlineData("""{"Text\n":"a"}"""), InlineData("""{"$pwned":"a"}"""), InlineData("""{"*":"a"}"""), InlineData("""{"Text":"a","Text":"b"}""")]
    [InlineData("""{"Number":"five"}"""), InlineData("""{"Number":1.5}"""), InlineData("""{"Number":[1]}"""), InlineData("""{"On":"maybe"}"""), InlineData("""{"Time":"never"}"""), InlineData("""{"Text":{"a":1}}"""), InlineData("""{"Table":"x"}"""), InlineData("""{"Number":99999999999}""")]
    [InlineData("not JSON"), InlineData("[]"), InlineData("\"Text\""), InlineData("{\"Text\":")]
    public void A_name_or_a_value_that_does_not_fit_is_an_error_for_the_model_alone(string arguments) => Told("Get-Given", arguments, "Get-Given", isError: true);

    [Fact]
    public void What_data_cannot_fill_is_not_offered_and_the_rest_is_described()
    {
        Provider.OnAny().Answer(Reply.Text("Done."));
        Lines("""
            function Get-Offered {
                <# .SYNOPSIS
                Gets what is offered.
                .PARAMETER Name
                Its name. #>
                [CmdletBinding(SupportsShouldProcess)]
                param([Parameter(Mandatory)] [string] $Name, [scriptblock] $Script, [scriptblock[]] $Scripts, [pscredential] $Credential, [securestring] $Secret, [System.Diagnostics.Process] $Process,
                    [Parameter(HelpMessage = 'How many.')] [ValidateRange(1, 9)] [int] $Count, [ValidateSet('low', 'high')] [string[]] $Level, [System.DayOfWeek] $Day, [ValidateLength(2, 4)] [string] $Code,
                    [ValidatePattern('^[a-z]+$')] [string] $Word, [double] $Share, [Nullable[bool]] $Sure, [datetime] $Since, [ValidateCount(1, 3)] [uri[]] $Links, $Free, [hashtable] $Filter)
            }
            """ + Ask + "-Tool Get-Offered");
        var function = Provider.Requests[0].Json!.Value.GetProperty("tools")[0].GetProperty("function");
        Assert.Equal(("Get-Offered", "Gets what is offered."), (function.GetProperty("name").GetString(), function.GetProperty("description").GetString()));
        Assert.Equal(
            """{"type":"object","properties":{"Name":{"type":"string","description":"Its name."},"Count":{"type":"integer","minimum":1,"maximum":9,"description":"How many."},"Level":{"type":"array","items":{"type":"string","enum":["low","high"]}},"Day":{"type":"string","enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]},"Code":{"type":"string","minLength":2,"maxLength":4},"Word":{"type":"string","description":"Must match the regular expression ^[a-z]+$"},"Share":{"type":"number"},"Sure":{"type":"boolean"},"Since":{"type":"string","format":"date-time"},"Links":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":3},"Free":{},"Filter":{"type":"object"}},"required":["Name"],"additionalProperties":false}""",
            function.GetProperty("parameters").GetRawText().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"Id":1,"Name":"a"}""", "cannot be given together"), InlineData("""{"Extra":"a"}""", "give also Id, or Name"), InlineData("{}", "give also Id, or Name")]
    public void Parameters_that_fit_no_set_are_an_error_and_nothing_is_asked(string arguments, string told)
    {
        const string Sets = "function Get-Given { param([Parameter(ParameterSetName = 'id', Mandatory)] [int] $Id, [Parameter(ParameterSetName = 'name', Mandatory)] [string] $Name, [Parameter(ParameterSetName = 'block', Mandatory)] [scriptblock] $Block, [string] $Extra) \"$Id$Name\" }; ";
        Assert.Contains(told, Told("Get-Given", arguments, "Get-Given", isError: true, before: Sets), StringComparison.Ordinal);
        Assert.Contains("Id (required); Name (required)", Provider.Requests[0].Json!.Value.GetProperty("tools")[0].GetProperty("function").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'No-Such'", "No command is called 'No-Such'")]
    [InlineData("'Get-*'", "not the name of one command")]
    [InlineData("'Get-Block'", "Get-Block cannot be a tool: a model cannot fill its mandatory parameter Code (ScriptBlock)")]
    [InlineData("'Invoke-Expression'", "the model would write scripts")]
    [InlineData("@{ a = 'Invoke-Expression' }", "the model would write scripts")]
    [InlineData("'uname'", "program")]
    [InlineData("7", "Int32 is not a tool")]
    [InlineData("@{ a = 7 }", "The tool 'a' is a value of type Int32")]
    [InlineData("'Get-Given', 'get-given'", "Two tools have the name")]
    [InlineData("'Get-Given' -AllowTool Remove-Given", "-AllowTool names 'Remove-Given'")]
    [InlineData("'Get-Given' -MaxToolRounds 0", "MaxToolRounds")]
    public void What_cannot_be_a_tool_is_refused_before_a_call(string tool, string message)
    {
        using var session = Session.WithModule(typeof(InvokeExpressionCommand));
        var error = session.RunToFailure($"{Commands} Invoke-HolySheepChat 'go' -ConfigPath $args[0] -Tool {tool}", Home.ConfigPath);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Theory]
    [InlineData("Remove-Given", "-Tool Remove-Given"), InlineData("Remove-Given", "-Tool rg"), InlineData("tidy", "-Tool @{ tidy = 'Remove-Given' }"), InlineData("Remove-Given", "-Tool Get-Harmless"), InlineData("Remove-Given", "-Tool (Get-Command Remove-Given)")]
    [InlineData("Remove-Given", "-Tool Remove-Given -Confirm:$false"), InlineData("Get-Given", "-Tool Get-Given, Remove-Given -Confirm")]
    public void A_command_that_may_change_something_is_not_run_unattended_whatever_it_is_called(string name, string tool)
    {
        Provider.OnAny().Answer(Reply.ToolCalls((name, name == "Get-Given" ? "{}" : """{"Path":"x"}""")), Reply.Text("Done."));
        var lines = Lines("Set-Alias rg Remove-Given; Set-Alias Get-Harmless Remove-Given; " + Ask + tool + Shown + "; \"[$global:removed]\"; $r.Content");
        Assert.StartsWith($"{name} True False It was not run: {name} needs the confirmation of a person", lines[0], StringComparison.Ordinal);
        Assert.Equal(["[]", "Done."], lines[1..]);
    }

    [Theory]
    [InlineData("Remove-Given", "-Tool Remove-Given -AllowTool Remove-Given"), InlineData("Remove-Given", "-Tool Remove-Given -AllowTool rg"), InlineData("Remove-Given", "-Tool rg -AllowTool remove-given"), InlineData("tidy", "-Tool @{ tidy = 'rg' } -AllowTool tidy")]
    public void A_command_that_the_caller_allows_runs_and_does_not_ask_itself(string name, string tool)
    {
        Provider.OnAny().Answer(Reply.ToolCalls((name, """{"Path":"x"}""")), Reply.Text("Done."));
        Assert.Equal([$"{name} False False \"removed x\"", "[x]"], Lines("Set-Alias rg Remove-Given; " + Ask + tool + Shown + "; \"[$global:removed]\""));
    }

    [Theory]
    [InlineData(0, true), InlineData(1, false)]
    public void A_person_is_asked_once_for_each_call_and_reads_command_and_arguments_without_tricks(int choice, bool runs)
    {
        var host = new AnsweringHost(choice);
        Provider.OnAny().Answer(Reply.ToolCalls(("Remove-Given", """{"Path":"a'\r\n\u001b[2Kharmless\u202e"}"""), ("Remove-Given", """{"Path":"b"}"""), ("Get-Given", "{}")), Reply.Text("Done."));
        using var session = Session.WithModule(host);
        var outcome = session.Run(Commands + "$config = $args[0]; " + Ask + "-Tool Remove-Given, Get-Given; $r.ToolRuns | % { \"$($_.IsError) $($_.IsConfirmed)\" }; \"[$global:removed]\"", Home.ConfigPath).ThrowOnError();
        Assert.Equal(
            ["Run a tool that the model asks for? Remove-Given -Path 'a''<U+000D><U+000A><U+001B>[2Kharmless<U+202E>'", "Run a tool that the model asks for? Remove-Given -Path 'b'"],
            host.Questions);
        Assert.Equal(runs ? ["False True", "False True", "False False", "[b]"] : ["True False", "True False", "False False", "[]"], outcome.Values.Select(value => value.ToString()));
    }

    [Fact]
    public void WhatIf_shows_each_tool_and_runs_none()
    {
        var host = new AnsweringHost(0);
        Provider.OnAny().Answer(Reply.ToolCalls(("Remove-Given", """{"Path":"x"}"""), ("Get-Given", "{}")), Reply.Text("Nothing was run."));
        using var session = Session.WithModule(host);
        var outcome = session.Run(Commands + "$config = $args[0]; " + Ask + "-Tool Remove-Given, Get-Given -AllowTool Remove-Given -WhatIf; $r.ToolRuns | % { $_.IsError }; \"[$global:removed]\"; $r.Content", Home.ConfigPath).ThrowOnError();
        Assert.Equal(["True", "True", "[]", "Nothing was run."], outcome.Values.Select(value => value.ToString()));
        Assert.Equal(2, host.Questions.Count);
        Assert.Contains("Remove-Given -Path 'x'", host.Questions[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 'broken'", true, "broken")]
    [InlineData("Write-Error 'one'; Write-Error 'two'", true, """{"result":[],"errors":["one","two"]}""")]
    [InlineData("'part'; Write-Error 'one'", false, """{"result":"part","errors":["one"]}""")]
    [InlineData("'part'; throw 'broken'", true, """{"result":"part","errors":["broken"]}""")]
    [InlineData("'part'; [int]::Parse('x')", false, "errors")]
    [InlineData("$x = 1 / 0", true, "divide by zero")]
    [InlineData("Get-Item /no/such", true, "/no/such")]
    [InlineData("'a'; return; 'b'", false, "\"a\"")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Item /no/such; 'b'", true, "/no/such")]
    [InlineData("break", false, "[]")]
    [InlineData("throw [System.OperationCanceledException]::new('given up')", true, "given up")]
    public void An_error_of_a_tool_is_told_to_the_model_and_the_call_goes_on(string body, bool isError, string told)
    {
        using var session = Session.WithModule(typeof(WriteErrorCommand), typeof(GetItemCommand));
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        var outcome = session.Run("$config = $args[0]; " + Ask + $"-Tool @{{ t = {{ {body} }} }}; $r.ToolRuns[0].IsError; $r.ToolRuns[0].Result; $r.Content", Home.ConfigPath).ThrowOnError();
        Assert.Equal((isError, "Done."), (outcome.Values.First(), outcome.Values.Last()));
        Assert.Contains(told, (string)outcome.Values.ElementAt(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "[]"), InlineData("$null", "null"), InlineData("'a', 'b'", """["a","b"]"""), InlineData("7", "7"), InlineData("$true", "true"), InlineData("[pscustomobject] @{ A = 1; B = @(1, 'x'); C = @{ D = $null } }", """{"A":1,"B":[1,"x"],"C":{"D":null}}""")]
    [InlineData("[ordered] @{ a = 'ế🗼'; b = [datetime] '2026-01-02' }", """{"a":"ế""")]
    [InlineData(", @(1, 2)", "[1,2]"), InlineData("[double]::NaN", "\"NaN\""), InlineData("{ code }", "\" code \""), InlineData("ConvertTo-SecureString", "errors")]
    [InlineData("[System.Net.NetworkCredential]::new('me', 'secret').SecurePassword", "\"(a SecureString is not shown)\"")]
    [InlineData("$d = @{ x = 1 }; 1..8 | % { $d = @{ d = $d } }; $d", """{"result":{"d":{"d":{"d":{"d":"(an object, not shown)"}}}},"note":"The result was cut""")]
    [InlineData("$h = @{}; $h.h = $h; $h", """{"result":{"h":{"h":{"h":{"h":"(an object, not shown)"}}}},"note":"The result was cut""")]
    [InlineData("Get-Item /", "\"FullName\":\"/\"")]
    public void Results_are_JSON_of_bounded_depth(string body, string told)
    {
        using var session = Session.WithModule(typeof(GetItemCommand));
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        var outcome = session.Run("$config = $args[0]; " + Ask + $"-Tool @{{ t = {{ {body} }} }}; $r.ToolRuns[0].Result", Home.ConfigPath).ThrowOnError();
        Assert.Contains(told, (string)outcome.Values.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'x' * 10MB", false)]
    [InlineData("1..200000 | % { [pscustomobject] @{ Number = $_; Text = 'word ' * 10 } }", true)]
    [InlineData(", (1..2000000)", false)]
    [InlineData("[pscustomobject] @{ A = 'ế' * 3MB; B = 1 }", false)]
    [InlineData("\"$([char] 1)\" * 1MB", false)]
    public void A_result_of_ten_megabytes_is_valid_JSON_within_the_bound_and_says_what_was_cut(string body, bool counts)
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        var told = Lines(Ask + $"-Tool @{{ t = {{ {body}; $global:ended = 1 }} }}; $r.ToolRuns[0].Result; $global:ended");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(told[0]), 40_000, 65_536);
        using var json = JsonDocument.Parse(told[0]);
        Assert.Contains(counts ? "of 200000 objects are shown" : "was cut", json.RootElement.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal("1", told[1]);
    }

    [Fact]
    public void Output_is_for_the_model_and_every_other_stream_for_the_user()
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        using var session = Session.WithModule(typeof(WriteWarningCommand), typeof(WriteVerboseCommand), typeof(WriteInformationCommand), typeof(WriteErrorCommand));
        var outcome = session.Run("$config = $args[0]; Invoke-HolySheepChat 'go' -ConfigPath $config -Tool @{ t = { Write-Warning 'w'; Write-Verbose 'v' -Verbose; Write-Information 'i' -InformationAction Continue; Write-Error 'e'; 'o' } } | % { $_.ToolRuns[0].Result }", Home.ConfigPath);
        Assert.Equal(("""{"result":"o","errors":["e"]}""", 0), (outcome.Values.Single(), outcome.Errors.Count));
        Assert.Equal(["w"], outcome.Warnings.Where(warning => warning.Length == 1));
        Assert.Equal(["i"], outcome.Information.Select(record => record.MessageData.ToString()));
    }

    [Fact]
    public void Twenty_rounds_asked_for_with_five_allowed_are_an_error_that_lists_the_runs()
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")));
        var error = RunToFailure(Ask + "-Tool @{ t = { 1 } } -MaxToolRounds 5");
        Assert.StartsWith("ToolRoundsExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((6, ErrorCategory.LimitsExceeded), (Provider.CallCount, error.CategoryInfo.Category));
        Assert.Contains("-MaxToolRounds", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_at_once_run_their_tools_one_at_a_time_and_wait_for_no_slower_call_before_them()
    {
        var gate = new Gate();
        Provider.Handle(request => request.Messages.Count > 1 ? Reply.Text("end of " + request.LastUserMessage) : request.LastUserMessage == "1" ? Reply.ToolCalls(("t", """{"Number":1}""")).Hold(gate) : Reply.ToolCalls(("t", $$"""{"Number":{{request.LastUserMessage}}}""")));
        using var shell = Session.Pipeline();
        shell.AddScript("$global:order = [System.Collections.Generic.List[string]]::new(); 1..6 | Invoke-HolySheepChat -ThrottleLimit 3 -ConfigPath $args[0] -Tool @{ t = { param([int] $Number) $global:order.Add(\"<$Number\"); $global:order.Add(\"$Number>\"); [System.Environment]::CurrentManagedThreadId } } | % { \"$_ $($_.ToolRuns[0].Result -eq [System.Environment]::CurrentManagedThreadId)\" }; $global:order").AddArgument(Home.ConfigPath);
        var run = shell.InvokeAsync();

        // The others get to their ends while the first has no answer yet: each asks twice.
        await Provider.WaitForCallAsync(5).WaitAsync(TimeSpan.FromSeconds(60));
        gate.Open();
        var lines = (await run).Select(line => line.ToString()).ToList();
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"end of {number} True"), lines[..6]);
        Assert.All(Enumerable.Range(0, 6), pair => Assert.Equal(lines[6 + (2 * pair)].Trim('<'), lines[7 + (2 * pair)].Trim('>')));
        Assert.NotEqual("<1", lines[6]);
    }

    [Fact]
    public void A_stream_shows_the_text_of_each_round_on_lines_of_its_own()
    {
        Provider.OnAny().Answer(Reply.Text("I look.").AndCalls(("t", "{}")), Reply.Text("Done."));
        var outcome = Run("$r = Invoke-HolySheepChat 'go' -ConfigPath $config -Stream -Tool @{ t = { 1 } }; $r.Content; $r.ToolRuns.Count").ThrowOnError();
        Assert.Equal(["Done.", 1], outcome.Values);
        Assert.Equal("I look.\nDone.\n", string.Concat(outcome.Information.Select(record => (HostInformationMessage)record.MessageData).Select(message => message.Message + (message.NoNewLine == true ? "" : "\n"))));
    }

    [Theory]
    [InlineData("$r")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($r))")]
    [InlineData("($r | ConvertTo-Json | ConvertFrom-Json | % { $_.ToolRuns = $_.ToolRuns | ConvertFrom-Json; $_ })")]
    public void Runs_of_tools_travel_with_the_result_and_the_conversation_goes_on(string handed)
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", """{"Name":"Huế"}""")), Reply.Text("Done."), Reply.Text("More."));
        using var session = Session.WithModule(typeof(ConvertToJsonCommand), typeof(ConvertFromJsonCommand));
        var outcome = session.Run("$config = $args[0]; " + Ask + "-Tool @{ t = { param($Name) \"seen $Name\" } }; $h = " + handed + "; $run = @($h.ToolRuns)[0]; \"$($run.Round) $($run.Id) $($run.Name) $($run.Arguments) $($run.Result) $($run.IsError) $($run.IsConfirmed)\"; ($r | Invoke-HolySheepChat 'more' -ConfigPath $config).Content", Home.ConfigPath).ThrowOnError();
        Assert.Equal(["1 call_1 t {\"Name\":\"Huế\"} \"seen Huế\" False False", "More."], outcome.Values);
        Assert.Equal(["user", "assistant", "tool", "assistant", "user"], Provider.Requests[2].Messages.Select(message => message.Role));
    }

    [Fact]
    public void A_block_sees_the_variables_of_its_caller_and_leaves_nothing_behind()
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        Assert.Equal(["\"mine\"", "0"], Lines("$value = 'mine'; " + Ask + "-Tool @{ t = { $value } }; $r.ToolRuns[0].Result; @(Get-Command HolySheepTool -ErrorAction Ignore).Count"));
    }

    [Fact]
    public async Task A_pipeline_that_is_stopped_during_a_tool_ends_tool_and_call()
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        using var session = Session.WithModule(typeof(StartSleepCommand));
        using var shell = session.Pipeline();
        var begun = new TaskCompletionSource();
        shell.Streams.Information.DataAdded += (_, _) => begun.TrySetResult();
        shell.AddScript("Invoke-HolySheepChat 'go' -ConfigPath $args[0] -Tool @{ t = { [CmdletBinding()] param() $PSCmdlet.WriteInformation('begun', [string[]] @()); Start-Sleep 600 } }").AddArgument(Home.ConfigPath);
        var run = shell.InvokeAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => run);
        Assert.Equal(1, Provider.CallCount);
    }

    [Fact]
    public void A_tool_that_runs_longer_than_the_call_may_take_is_stopped()
    {
        Provider.OnAny().Answer(Reply.ToolCalls(("t", "{}")), Reply.Text("Done."));
        using var session = Session.WithModule(typeof(StartSleepCommand));
        var outcome = session.Run("$config = $args[0]; " + Ask + "-TimeoutSec 2 -Tool @{ t = { Start-Sleep 600 } }; $r.ToolRuns[0].Result; $r.Content", Home.ConfigPath).ThrowOnError();
        Assert.Equal(["The tool was stopped: it ran longer than 2 s.", "Done."], outcome.Values);
    }

    private void ConfigureTwo() => Home.WriteConfig($$"""
        {
          "providers": {
            "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" },
            "second": { "kind": "anthropic", "baseUrl": "{{Second.Root}}", "apiKey": "none" }
          },
          "models": { "gpt-4.1": { "targets": [ "local/gpt-4.1", "second/claude-sonnet-4.5" ] } },
          "defaults": { "provider": "local", "model": "gpt-4.1" },
          "chains": {}
        }
        """);

    private string Told(string name, string arguments, string tool, bool isError = false, string before = "")
    {
        Provider.OnAny().Answer(Calls(name, arguments), Reply.Text("Done."));
        var lines = Lines(before + Ask + $"-Tool {tool}; $r.ToolRuns[0].IsError; $r.ToolRuns[0].Result; \"[$global:pwned$pwned]\"", before.Length == 0);
        Assert.Equal((isError.ToString(), "[]"), (lines[0], lines[2]));
        return lines[1];
    }

    private string[] Lines(string script, bool withCommands = true) => [.. Run((withCommands ? Commands : "") + script).ThrowOnError().Values.Select(value => value.ToString()!)];

    private static Reply Calls(string name, string arguments) => Reply.ToolCalls((name, arguments));
}
