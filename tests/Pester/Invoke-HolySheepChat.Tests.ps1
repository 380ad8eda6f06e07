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
        while ($output.Count -lt 2) { Start-Sleep -Milliseconds 20 }
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
}
