BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Invoke-HolySheepChat' {
    It 'answers three inputs at once with three objects in order' {
        $results = 'a', 'b', 'c' | Invoke-HolySheepChat -Sandbox -ThrottleLimit 3
        $results.InputObject | Should -Be @('a', 'b', 'c')
        $results | ForEach-Object { $_ | Should -BeOfType ([HolySheep.PowerShell.Results.HolySheepChatResult]) }
        $results.Provider | Should -Be @('sandbox', 'sandbox', 'sandbox')
    }

    It 'fills a template from the rows of a file and keeps each row' {
        "Id,Body`n1,one`n2,two" | Set-Content TestDrive:/rows.csv
        $results = Import-Csv TestDrive:/rows.csv | Invoke-HolySheepChat -Prompt 'Summarise {Body}' -Sandbox -ThrottleLimit 16
        $results.InputObject.Id | Should -Be @('1', '2')
        $results.Content[1] | Should -BeLike '*Summarise two*'
    }

    It 'leaves a pipeline that has enough at once' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $first = & { 'a'; while ($true) { 'more' } } | Invoke-HolySheepChat -Sandbox -ThrottleLimit 8 | Select-Object -First 1
        $first.InputObject | Should -Be 'a'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
    }

    It 'ends within half a second when it is stopped during a silent call' {
        $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; 'ready'; Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=slow:60s' -Verbose 4>&1")
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $null = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        $deadline = [datetime]::UtcNow.AddSeconds(60)
        while ($output.Count -lt 2 -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
        $output.Count | Should -Be 2 -Because 'the call is under way before it is stopped'
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 0.5
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
    }

    It 'writes one error per bad input and goes on' {
        $results = 'a', '', 'c' | Invoke-HolySheepChat -Sandbox -ErrorAction SilentlyContinue -ErrorVariable bad
        $results.InputObject | Should -Be @('a', 'c')
        $bad.FullyQualifiedErrorId | Should -Be 'ArgumentInvalid,HolySheep.PowerShell.Commands.InvokeHolySheepChatCommand'
        $bad.TargetObject | Should -Be ''
    }

    It 'stops at the first bad input where that is asked for' {
        $results = [System.Collections.Generic.List[object]]::new()
        { 'a', '', 'c' | Invoke-HolySheepChat -Sandbox -ErrorAction Stop | ForEach-Object { $results.Add($_) } } | Should -Throw -ErrorId 'ArgumentInvalid,*'
        $results.InputObject | Should -Be 'a'
    }

    It 'rehearses an outage' {
        $answer = Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=down' -WarningAction SilentlyContinue -WarningVariable told
        $answer.ModelUsed | Should -Be 'claude-sonnet-4.5'
        $answer.FallbackCount | Should -Be 1
        $told | Should -HaveCount 1
    }

    It 'shows the answer and how it came about' {
        $shown = Invoke-HolySheepChat 'Hello there' -Sandbox | Out-String -Width 200
        $shown | Should -Match 'You said: Hello there'
        $shown | Should -Match 'gpt-4.1 at sandbox, \d+ tokens, \$0.00, \d+[.,]\d s'
    }

    It 'does not show a streamed answer twice, and keeps it whole' {
        $answer = Invoke-HolySheepChat 'Hello there' -Sandbox -Stream -InformationVariable shown 6> $null
        -join $shown.MessageData.Message | Should -Be $answer.Content
        $view = $answer | Out-String -Width 200
        $view | Should -Not -Match 'Hello there'
        $view | Should -Match 'gpt-4.1 at sandbox'
        (Invoke-HolySheepChat 'Plain' -Sandbox), $answer | Out-String -Width 200 | Should -Not -Match 'Hello there'
    }

    It 'has a table of five columns' {
        $lines = Invoke-HolySheepChat 'a' -Sandbox | Format-Table | Out-String -Width 120
        $lines | Should -Match 'ModelUsed\s+Provider\s+Tokens\s+Cost\s+Content'
    }

    It 'shares one client among parallel script blocks' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'ForEach-Object -Parallel came with PowerShell 7'
            return
        }

        $path = $ModulePath
        $answers = 1..20 | ForEach-Object -Parallel { Import-Module $using:path; "n$_" | Invoke-HolySheepChat -Sandbox } -ThrottleLimit 5
        $answers.InputObject | Sort-Object | Should -Be (1..20 | ForEach-Object { "n$_" } | Sort-Object)
    }

    It 'goes on with a conversation, as often as one likes' {
        $first = Invoke-HolySheepChat 'One' -Sandbox
        $second = $first | Invoke-HolySheepChat 'and now?' -Sandbox
        $again = $first | Invoke-HolySheepChat 'and {now}?' -Sandbox
        $third = $second, $again | Invoke-HolySheepChat 'Three' -Sandbox
        $first.Conversation | Should -HaveCount 2
        $again.Conversation.Content[2] | Should -Be 'and {now}?'
        $third | Should -HaveCount 2
        $third[1].Conversation.Content[0, 2, 4] | Should -Be @('One', 'and {now}?', 'Three')
    }

    It 'gives rows back through a file, failed ones too, and lets them be asked again' {
        $rows = 1..4 | ForEach-Object { [pscustomobject] @{ Id = $_; Body = if ($_ -eq 3) { '' } else { "text $_" } } }
        $rows | Export-Csv TestDrive:/in.csv -NoTypeInformation
        Import-Csv TestDrive:/in.csv | Invoke-HolySheepChat '{Body}' -Sandbox -PassThru -ThrottleLimit 4 -ErrorAction SilentlyContinue -ErrorVariable bad | Export-Csv TestDrive:/out.csv -NoTypeInformation
        $out = Import-Csv TestDrive:/out.csv
        $out[0].PSObject.Properties.Name | Should -Be @('Id', 'Body', 'Answer', 'HolySheepModel', 'HolySheepAttempts', 'HolySheepCost', 'HolySheepStatus', 'HolySheepError')
        $out.Id | Should -Be @('1', '2', '3', '4')
        $out.HolySheepStatus | Should -Be @('ok', 'ok', 'error', 'ok')
        $out[3].Answer | Should -BeLike '*text 4'
        $out[2].HolySheepError | Should -BeLike 'ArgumentInvalid: *'
        $bad.TargetObject.Id | Should -Be '3'
        $out[2].Body = 'corrected'
        ($out[2] | Invoke-HolySheepChat '{Body}' -Sandbox -PassThru).HolySheepStatus | Should -Be 'ok'
    }

    It 'reads answers into objects of names and types, into columns, and into a class' {
        $schema = [ordered] @{ Sentiment = 'positive|neutral|negative'; Score = 'number'; Tags = 'string[]' }
        $answer = Invoke-HolySheepChat 'Rate it.' -Sandbox -Schema $schema
        $answer.Object.Sentiment | Should -Be 'positive'
        , $answer.Object.Tags | Should -BeOfType ([array])
        $row = [pscustomobject] @{ Id = 7 } | Invoke-HolySheepChat 'Rate {Id}.' -Sandbox -Schema $schema -PassThru
        $row.PSObject.Properties.Name[0..4] | Should -Be @('Id', 'Sentiment', 'Score', 'Tags', 'HolySheepModel')

        Set-Content TestDrive:/review.ps1 -Value @"
class Part { [string] `$Name; [int[]] `$Sizes }
class Review { [System.DayOfWeek] `$Day; [double] `$Score; [System.Collections.Generic.List[Part]] `$Parts; [string] Loud() { return `"`$(`$this.Day)!`" } }
Invoke-HolySheepChat 'Rate it.' -Sandbox -Schema ([Review])
'a', 'b' | Invoke-HolySheepChat -Sandbox -Schema [Review] -ThrottleLimit 2
"@
        $reviews = & TestDrive:/review.ps1
        $reviews | Should -HaveCount 3
        $reviews[2].Object.Loud() | Should -Be 'Sunday!'
        $reviews[2].Object.Parts[0].Name | Should -Be 'sandbox'
    }

    It 'takes attachments as paths, wildcards, file objects and script blocks' {
        'picture' | Set-Content TestDrive:/a.png
        'picture' | Set-Content TestDrive:/b.png
        (Invoke-HolySheepChat 'Describe' -Sandbox -Attachment TestDrive:/a.png, TestDrive:/*.png).Content | Should -BeLike '*Describe'
        (Invoke-HolySheepChat 'Describe' -Sandbox -Attachment (Get-ChildItem TestDrive:/*.png)).Content | Should -BeLike '*Describe'
        $results = Get-ChildItem TestDrive:/*.png | Invoke-HolySheepChat 'Describe {Name}' -Sandbox -Attachment { $_ }
        $results.InputObject.Name | Should -Be @('a.png', 'b.png')
        { Invoke-HolySheepChat 'Describe' -Sandbox -Attachment TestDrive:/*.gif } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'ends with one error where an option is wrong for every input' {
        $bad = $null
        try { 1..50 | Invoke-HolySheepChat -Sandbox -Temperature 9 -ErrorVariable bad } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'ArgumentInvalid,HolySheep.PowerShell.Commands.InvokeHolySheepChatCommand'
        $bad | Should -HaveCount 1
    }

    It 'gives 97 results and three errors for a hundred inputs with three bad ones, whatever is to become of errors' {
        $inputs = 1..100 | ForEach-Object { if ($_ -in 10, 50, 90) { '' } else { "n$_" } }
        foreach ($action in 'Continue', 'SilentlyContinue', 'Ignore') {
            $bad = $null
            $results = $inputs | Invoke-HolySheepChat -Sandbox -ThrottleLimit 8 -ErrorAction $action -ErrorVariable bad 2> $null
            $results.InputObject | Should -Be ($inputs -ne '')
            $bad | Should -HaveCount $(if ($action -eq 'Ignore') { 0 } else { 3 })
        }
    }

    It 'tells progress of many calls and takes it away at the end' {
        $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; 1..4 | Invoke-HolySheepChat -SandboxScript 'gpt-4.1=slow:0.7s' -ThrottleLimit 2")
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Invoke() | Should -HaveCount 4
        $shell.Streams.Progress | Should -Not -BeNullOrEmpty
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $shell.Streams.Progress.Count | Should -BeLessOrEqual (5 * $clock.Elapsed.TotalSeconds + 1)
    }

    Context 'in a process of its own' {
        BeforeAll {
            function Start-Engine([string] $Script, [string[]] $Switches) {
                Set-Content TestDrive:/script.ps1 $Script
                Start-Shell "$Switches -NoProfile -ExecutionPolicy Bypass -File `"$((Resolve-Path TestDrive:/script.ps1).ProviderPath)`""
            }

            function Wait-Line([System.Diagnostics.Process] $Process, [string] $Pattern) {
                do {
                    $reading = $Process.StandardOutput.ReadLineAsync()
                    if (-not $reading.Wait(60000) -or $null -eq $reading.Result) { throw "No line came that matches '$Pattern'." }
                } until ($reading.Result -match $Pattern)
                $reading.Result
            }
        }

        AfterEach {
            if (-not $process.HasExited) { $process.Kill() }
        }

        It 'never prompts in an unattended session' {
            $process = Start-Engine "Import-Module '$ModulePath'; Invoke-HolySheepChat; Invoke-HolySheepChat 'a'; 'a' | Invoke-HolySheepChat -Sandbox | ForEach-Object Provider; 'done'" '-NonInteractive'
            $output = $process.StandardOutput.ReadToEndAsync()
            $errors = $process.StandardError.ReadToEndAsync()
            $process.WaitForExit(60000) | Should -BeTrue -Because 'with its input open it would wait for ever if it asked'
            $output.Result -split '\r?\n' -ne '' | Select-Object -Last 2 | Should -Be @('sandbox', 'done')
            $errors.Result | Should -Match 'There is nothing to ask'
            $errors.Result | Should -Match 'HOLYSHEEP_API_KEY'
        }

        It 'ends within half a second of Ctrl+C during silent calls' {
            if ($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) {
                Set-ItResult -Skipped -Because 'an interrupt is sent as a signal, which Windows does not have'
                return
            }

            $script = @"
Import-Module '$ModulePath'
`$null = Invoke-HolySheepChat 'warm' -Sandbox
try { 1..8 | Invoke-HolySheepChat -SandboxScript 'gpt-4.1=slow:60s' -ThrottleLimit 4 -Verbose } finally { [Console]::Out.WriteLine('ended ' + [DateTime]::UtcNow.Ticks); [Console]::Out.Flush() }
"@
            $process = Start-Engine $script
            $null = Wait-Line $process 'Targets in order'
            $status = Select-String '^SigIgn:\s*(\w+)' "/proc/$($process.Id)/status" -ErrorAction Ignore
            if ($status -and [Convert]::ToUInt64($status.Matches[0].Groups[1].Value, 16) -band 2) {
                Set-ItResult -Skipped -Because 'this shell was started with the interrupt ignored, as background jobs are'
            }

            $sent = [DateTime]::UtcNow.Ticks
            & /bin/kill -INT $process.Id
            $line = Wait-Line $process '^ended \d+$'
            ([long] ($line -split ' ')[1] - $sent) / [TimeSpan]::TicksPerSecond | Should -BeLessThan 0.5
        }
    }
}

Describe 'Invoke-HolySheepChat with pipeline input and no placeholder' {
    It 'asks once about what the console would show of <What>' -TestCases @(
        @{ What = 'lines'; Inputs = { 'one', 'two' }; Expected = { "one`ntwo" } }
        @{ What = 'objects'; Inputs = { [pscustomobject] @{ Id = 1; Body = 'a' }, [pscustomobject] @{ Id = 22; Body = 'b' } }; Expected = { [pscustomobject] @{ Id = 1; Body = 'a' }, [pscustomobject] @{ Id = 22; Body = 'b' } | Out-String -Width 4096 } }
        @{ What = 'a hashtable'; Inputs = { [ordered] @{ Name = 'x'; Size = 2 } }; Expected = { [ordered] @{ Name = 'x'; Size = 2 } | Out-String -Width 4096 } }
    ) {
        $answer = & $Inputs | Invoke-HolySheepChat 'Sum up' -Sandbox
        @($answer) | Should -HaveCount 1
        $asked = $answer.Conversation[0].Content -replace '\r'
        $shown = ((& $Expected) -replace '\r' -split '\n' | ForEach-Object TrimEnd) -join "`n"
        $asked | Should -Be ("Sum up`n`n" + $shown.Trim("`n"))
    }

    It 'cuts nothing off and names no type' {
        $long = [pscustomobject] @{ Body = ('word ' * 2000) + 'END'; Lines = "first`nlast"; List = 1..9; Table = @{ inner = 'value' }; Node = ([xml] '<a b="1">text</a>').a }
        $asked = ($long | Invoke-HolySheepChat 'Sum up' -Sandbox).Conversation[0].Content
        $asked | Should -Match 'END'
        $asked | Should -Match 'last'
        $asked | Should -Match '9'
        $asked | Should -Match 'inner'
        $asked | Should -Match 'text'
        $asked | Should -Not -Match 'System\.'
        $asked | Should -Not -Match '\u2026|\.\.\.'
    }

    It 'shows objects of the system by their view' {
        $asked = (Get-Item $PSScriptRoot | Invoke-HolySheepChat 'What is here?' -Sandbox).Conversation[0].Content
        $asked | Should -Match ([regex]::Escape((Split-Path $PSScriptRoot -Leaf)))
    }
}

Describe 'Invoke-HolySheepChat with what others hand over' {
    It 'continues an answer that came by <Way>' -TestCases @(
        @{ Way = 'a job'; Hand = { param($answer) $path = (Get-Module HolySheep).Path -replace 'bin.HolySheep.psm1$', 'HolySheep.psd1'; Start-Job { Import-Module $args[0]; Invoke-HolySheepChat 'My dog is called Rex.' -Sandbox } -ArgumentList $path | Receive-Job -Wait -AutoRemoveJob } }
        @{ Way = 'Clixml'; Hand = { param($answer) $answer | Export-Clixml TestDrive:\a.xml; Import-Clixml TestDrive:\a.xml } }
        @{ Way = 'JSON'; Hand = { param($answer) $answer | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue | ConvertFrom-Json } }
        @{ Way = 'its conversation alone'; Hand = { param($answer) , $answer.Conversation } }
    ) {
        $answer = Invoke-HolySheepChat 'My dog is called Rex.' -Sandbox
        $next = & $Hand $answer | Invoke-HolySheepChat 'What is it called?' -Sandbox
        @($next) | Should -HaveCount 1
        $next.Conversation | Should -HaveCount 4
        $next.Conversation[0].Content | Should -Be 'My dog is called Rex.'
    }

    It 'is mocked like any command' {
        Mock Invoke-HolySheepChat { 'mocked ' + $Prompt } -ParameterFilter { $OnCut -eq 'Restart' }
        Invoke-HolySheepChat 'x' -OnCut Restart | Should -Be 'mocked x'
        Should -Invoke Invoke-HolySheepChat -Times 1 -Exactly
    }

    It 'never asks with -Debug in a run without a person' {
        $said = Invoke-Fresh "Import-Module '$ModulePath'; `$r = Invoke-HolySheepChat a -SandboxScript 'gpt-4.1=down' -Debug 3>`$null 4>`$null 5>`$null; `"got `$(`$r.ModelUsed)`"; try { `$null = Invoke-HolySheepChat a -SandboxScript '*=refuse' -Debug -ErrorAction Stop 3>`$null 4>`$null 5>`$null } catch { `$_.FullyQualifiedErrorId }"
        "$said" | Should -Match '^got claude-sonnet-4.5 ContentRefused,'
    }
}
