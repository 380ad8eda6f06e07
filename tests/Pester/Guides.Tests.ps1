BeforeDiscovery {
    $root = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'guides')
    $guides = foreach ($name in (Get-ChildItem $root -Filter *.md).BaseName) {
        $text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, "$name.md"))
        @{
            Name     = $name
            Snippets = @([regex]::Matches($text, '(?ms)^```powershell\r?\n(.*?)^```') | ForEach-Object { $_.Groups[1].Value })
            # The blocks for a shell are run by the tests of the command, and configurations are read by those of the core.
            Fences   = [regex]::Matches($text, '(?m)^```(?!bash|json|sql)\w+').Count
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'The guide <Name>' -ForEach $guides {
    BeforeAll {
        $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME "guide-$Name.json"
        @{ providers = @{ holysheep = @{ kind = 'sandbox' } } } | ConvertTo-Json -Depth 3 | Set-Content $env:HOLYSHEEP_CONFIG
        # What a guide asks of the ledger is in one.
        $env:HOLYSHEEP_STATE = $null
        Push-Location (New-Item "TestDrive:/$Name" -ItemType Directory)
        "Prompt`nName a river.`nName a lake." | Set-Content prompts.csv
        "Id,Body`n1,The printer is on fire`n2,No coffee" | Set-Content tickets.csv
    }

    AfterAll {
        Pop-Location
        $env:HOLYSHEEP_CONFIG = $null
        $env:HOLYSHEEP_STATE = 'memory'
    }

    It 'runs from its first snippet to its last' {
        $Fences | Should -Be $Snippets.Count
        foreach ($snippet in $Snippets) {
            # The provider that the reader adds is one that answers here.
            $script = $snippet -replace '-BaseUrl \S+ -ApiKeyReference \S+', '-Kind Sandbox'
            $Error.Clear()
            & ([scriptblock]::Create($script)) 3> $null 6> $null | Out-String -Width 120 | Write-Debug
            # What a snippet catches itself is its point.
            if ($snippet -notmatch '\bcatch\b') {
                $Error | Should -BeNullOrEmpty -Because $snippet
            }
        }
    }
}

Describe 'What the guides promise' {
    BeforeEach {
        $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME 'promises.json'
        @{ providers = @{ holysheep = @{ kind = 'sandbox' }; backup = @{ kind = 'sandbox' } } } | ConvertTo-Json -Depth 3 | Set-Content $env:HOLYSHEEP_CONFIG
    }

    AfterEach {
        $env:HOLYSHEEP_CONFIG = $null
    }

    It 'is that the old side answers while the new one is down' {
        Set-HolySheepSplit gpt-4.1 backup/gpt-4.1 100
        (Invoke-HolySheepChat 'a' -Model gpt-4.1 -Rehearse 'backup/*=404' 3> $null 6> $null).Attempts.Target | Should -Be @('backup/gpt-4.1', 'holysheep/gpt-4.1')
    }

    It 'is that the second provider answers while the first is down' {
        Set-HolySheepModel gpt-4.1 holysheep/gpt-4.1, backup/gpt-4.1
        $r = Invoke-HolySheepChat 'a' -Model gpt-4.1 -Rehearse 'holysheep/*=404' 3> $null 6> $null
        $r.Provider | Should -Be 'backup'
        $r.ModelUsed | Should -Be 'gpt-4.1'
    }
}
